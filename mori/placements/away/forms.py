from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField
from wtforms.validators import ValidationError

from mori.accounts.models import Person
from mori.web.fields import NOT_OFFERED, Day, Form, Token, choices, needed

from .rules import LONGEST, AwayKind


class AwayForm(Form):
    """Who will not be there, why, and when."""

    person = SelectField(
        _("Who"), [needed(_("Choose who it is."))], invalid_choice_message=NOT_OFFERED
    )
    kind = RadioField(
        _("Why"),
        choices=choices((each.value, each.label) for each in AwayKind),
        default=AwayKind.LEAVE.value,
        invalid_choice_message=NOT_OFFERED,
    )
    starts_on = Day(_("First day"), _("Choose the first day."))
    ends_on = Day(_("Last day"), _("Choose the last day."))
    token = Token()

    def offer(self, interns: Sequence[Person], supervisors: Sequence[Person]) -> None:
        people = {each.key: each for each in (*interns, *supervisors)}
        self.ids = {key: each.id for key, each in people.items()}
        named = [(each.key, each.name) for each in people.values()]
        self.person.choices = choices([("", _("Choose")), *named])

    def validate_ends_on(self, field: Day) -> None:
        first = self.starts_on.data
        if first and field.data and not first <= field.data <= first + LONGEST:
            raise ValidationError(_("The last day comes after the first, within half a year."))
