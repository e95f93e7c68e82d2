from flask_babel import lazy_gettext as _
from wtforms import SelectField, ValidationError

from mori.web.fields import NOT_OFFERED, Form, Line, Prose, Token, needed

from ..thread.forms import MOST
from .rules import NUMBER, SECRET, digits


class OutsideForm(Form):
    """What somebody without an account tells, and of which office, if they know."""

    token = Token()
    text = Prose(_("What do you want to tell us?"), [needed(_("Write something."))], most=MOST)
    office = SelectField(
        _("Which office is it about?"), default="", invalid_choice_message=NOT_OFFERED
    )


class NumbersForm(Form):
    """The two numbers of whoever wrote."""

    number = Line(_("The number of 8 digits"), most=40)
    secret = Line(_("The secret number of 12 digits"), most=60)

    def validate_number(self, field: Line) -> None:
        _require(field, NUMBER)

    def validate_secret(self, field: Line) -> None:
        _require(field, SECRET)


class FurtherForm(NumbersForm):
    """The same, with something more to tell."""

    token = Token()
    text = Prose(_("Write further"), [needed(_("Write something."))], most=MOST)


def _require(field: Line, length: int) -> None:
    field.data = digits(field.data or "")
    if len(field.data) != length:
        raise ValidationError(_("Write all %(n)d digits, as they stood on the page.", n=length))
