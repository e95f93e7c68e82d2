from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.validators import ValidationError

from mori.accounts.models import Person
from mori.offices.models import Unit
from mori.web.fields import NOT_OFFERED, Day, Form, Token, choices


class LeaderForm(Form):
    """Who leads a unit, from when, and until when if that is known."""

    token = Token()
    unit = SelectField(_("Unit"), invalid_choice_message=NOT_OFFERED)
    person = SelectField(_("Who leads it"), invalid_choice_message=NOT_OFFERED)
    from_on = Day(_("First day"), _("Choose the first day."))
    until_on = Day(_("Last day, if it ends"))

    def __init__(
        self, units: Sequence[Unit] = (), staff: Sequence[Person] = (), **options: Any
    ) -> None:
        super().__init__(**options)
        self.unit.choices = choices((unit.key, unit.name) for unit in units)
        self.person.choices = choices((person.key, person.name) for person in staff)
        self.units = {unit.key: unit.id for unit in units}
        self.people = {person.key: person.id for person in staff}

    def validate_until_on(self, field: Day) -> None:
        if field.data and self.from_on.data and field.data < self.from_on.data:
            raise ValidationError(_("The last day comes before the first."))


class EndLeadingForm(Form):
    """Until when somebody leads a unit."""

    until_on = Day(_("Last day"), _("Choose the last day."))
