from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.validators import ValidationError

from mori.accounts.models import Person
from mori.web.fields import NOT_OFFERED, Form, Line, choices, needed


class BarForm(Form):
    """Who is never to supervise or review whom."""

    intern = SelectField(
        _("Intern"), [needed(_("Choose the intern."))], invalid_choice_message=NOT_OFFERED
    )
    other = SelectField(
        _("Who never supervises or reviews"),
        [needed(_("Choose who it is."))],
        invalid_choice_message=NOT_OFFERED,
    )
    why = Line(_("Why (may stay empty)"), most=200)

    def offer(self, interns: Sequence[Person], others: Sequence[Person]) -> None:
        self.ids = {each.key: each.id for each in (*interns, *others)}
        first = ("", _("Choose"))
        self.intern.choices = choices([first, *((each.key, each.name) for each in interns)])
        self.other.choices = choices([first, *((each.key, each.name) for each in others)])

    def validate_other(self, field: SelectField) -> None:
        if field.data and field.data == self.intern.data:
            raise ValidationError(_("Choose two people."))
