import datetime as dt
from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import FieldList, IntegerField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from mori.core.workdays import monday_of
from mori.offices.models import Unit
from mori.web.fields import NOT_OFFERED, Day, Form, choices, needed

from .rules import MOST, MOST_WEEKS, mondays

NUMBER = _("Write a number from 0 to %(n)d.", n=MOST)


class UsualForm(Form):
    """How many interns each unit takes, in the units' order; empty where nobody says."""

    places = FieldList(
        IntegerField(validators=[Optional(), NumberRange(0, MOST, NUMBER)]), max_entries=40
    )


class ExceptionForm(Form):
    """Weeks in which a unit takes another number."""

    unit = SelectField(
        _("Unit"), [needed(_("Choose the unit."))], invalid_choice_message=NOT_OFFERED
    )
    first = Day(_("From the week of"), _("Choose a day of the first week."))
    last = Day(_("Until the week of (may stay empty)"))
    number = IntegerField(_("Places"), [InputRequired(NUMBER), NumberRange(0, MOST, NUMBER)])

    def offer(self, units: Sequence[Unit]) -> None:
        self.ids = {each.key: each.id for each in units}
        named = [(each.key, each.name) for each in units]
        self.unit.choices = choices([("", _("Choose")), *named])

    def validate_last(self, field: Day) -> None:
        if self.first.data and field.data:
            if monday_of(field.data) < monday_of(self.first.data):
                raise ValidationError(_("The last week comes before the first."))
            if len(self.weeks) > MOST_WEEKS:
                raise ValidationError(_("That is more than a year. Choose a shorter stretch."))

    @property
    def weeks(self) -> list[dt.date]:
        """The Mondays meant."""
        return mondays(self.first.data, self.last.data or self.first.data)
