from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.validators import ValidationError

from mori.web.fields import NOT_OFFERED, Day, Form, Line, Token, choices, needed

from ..models import Placement


class SwapForm(Form):
    """Which two, and when."""

    one = SelectField(
        _("Intern"), [needed(_("Choose the intern."))], invalid_choice_message=NOT_OFFERED
    )
    other = SelectField(
        _("Changes places with"),
        [needed(_("Choose with whom."))],
        invalid_choice_message=NOT_OFFERED,
    )
    starts_on = Day(_("First day"), _("Choose the first day."))
    ends_on = Day(_("Last day"), _("Choose the last day."))
    token = Token()

    def offer(self, placements: Sequence[Placement]) -> None:
        self.by_key = {each.key: each for each in placements}
        named = [("", _("Choose")), *((each.key, each.person.name) for each in placements)]
        self.one.choices = choices(named)
        self.other.choices = choices(named)

    def validate_other(self, field: SelectField) -> None:
        if field.data and field.data == self.one.data:
            raise ValidationError(_("Choose two people."))


class RefuseForm(Form):
    """Why not, as far as one wants to say."""

    why = Line(_("Why not (may stay empty)"), most=300)
