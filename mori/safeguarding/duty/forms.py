import datetime as dt
from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, SelectField, SelectMultipleField
from wtforms.validators import ValidationError

from mori.accounts.models import Person
from mori.web.fields import (
    NOT_OFFERED,
    Day,
    Form,
    Prose,
    TimeOfDay,
    Token,
    choices,
    needed,
)
from mori.web.filters import names
from mori.web.i18n import locale

from .rules import Declared, Pattern

MOST_WEEKS = 13
MIDNIGHT = dt.time()


class WeekdaysForm(Form):
    """Some weekdays, between two times."""

    weekdays = SelectMultipleField(
        _("On these weekdays"), coerce=int, invalid_value_message=_("Tick at least one weekday.")
    )
    opens = TimeOfDay(_("From"), _("Write when it begins."))
    closes = TimeOfDay(_("Until"), _("Write when it ends."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        week = sorted(names(locale(), "days", "wide").items())
        self.weekdays.choices = choices((str(number), name) for number, name in week)

    def validate_weekdays(self, field: SelectMultipleField) -> None:
        if not field.data:
            raise ValidationError(_("Tick at least one weekday."))


class StaffedHoursForm(WeekdaysForm):
    """When an office promises that somebody is there."""

    from_on = Day(_("First day, if it begins later"))
    until_on = Day(_("Last day, if it ends"))
    on_holidays = BooleanField(_("Also on holidays"))

    def validate_closes(self, field: TimeOfDay) -> None:
        if not field.data or not self.opens.data or field.data == MIDNIGHT:
            return
        if field.data <= self.opens.data:
            raise ValidationError(
                _("Write the night in two parts: until 00.00, and from 00.00 on the next day.")
            )

    def validate_until_on(self, field: Day) -> None:
        if field.data and self.from_on.data and field.data < self.from_on.data:
            raise ValidationError(_("The last day comes before the first."))

    @property
    def hours(self) -> list[Declared]:
        days = (self.from_on.data, self.until_on.data, self.on_holidays.data)
        return [
            Declared(weekday, self.opens.data, self.closes.data, *days)
            for weekday in self.weekdays.data or ()
        ]


class ShiftForm(WeekdaysForm):
    """Who is on duty, by a pattern that is repeated."""

    token = Token()
    first_officer = SelectField(_("First officer"), invalid_choice_message=NOT_OFFERED)
    second_officer = SelectField(_("Second officer"), invalid_choice_message=NOT_OFFERED)
    third_officer = SelectField(_("Third officer"), invalid_choice_message=NOT_OFFERED)
    first = Day(_("From this day on"), _("Choose the day."))
    weeks = IntegerField(
        _("For how many weeks"),
        default=6,  # the calendar looks four ahead: nobody plans anew the next day
        invalid_value_message=_("Write the weeks as a number, such as 4."),
    )
    every = SelectField(_("Repeat"), coerce=int, invalid_choice_message=NOT_OFFERED)

    def __init__(self, officers: Sequence[Person] = (), *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        people = [(person.key, person.name) for person in officers]
        self.first_officer.choices = choices([("", _("Choose")), *people])
        for field in (self.second_officer, self.third_officer):
            field.choices = choices([("", _("Nobody")), *people])
        pace = {1: _("Every week"), 2: _("Every second week"), 3: _("Every third week")}
        self.every.choices = choices((str(number), label) for number, label in pace.items())
        self.ids = {person.key: person.id for person in officers}

    def validate_closes(self, field: TimeOfDay) -> None:
        if field.data and field.data == self.opens.data:
            raise ValidationError(_("Write two different times."))

    def validate_first_officer(self, field: SelectField) -> None:
        if not field.data:
            raise ValidationError(_("Choose who is called first."))

    def validate_second_officer(self, field: SelectField) -> None:
        chosen = [key for key in self._chosen if key]
        if len(chosen) > len(set(chosen)):
            raise ValidationError(_("Choose each officer once."))

    def validate_weeks(self, field: IntegerField) -> None:
        if field.data is not None and not 1 <= field.data <= MOST_WEEKS:
            raise ValidationError(_("Choose from 1 to 13 weeks."))

    @property
    def _chosen(self) -> tuple[Any, ...]:
        return self.first_officer.data, self.second_officer.data, self.third_officer.data

    @property
    def officers(self) -> list[int]:
        return [self.ids[key] for key in self._chosen if key]

    @property
    def pattern(self) -> Pattern:
        return Pattern(
            self.weekdays.data or (),
            self.opens.data,
            self.closes.data,
            self.first.data,
            self.weeks.data or 1,
            self.every.data or 1,
        )


class AbsenceForm(Form):
    """Who is not there, when, and who stands in."""

    token = Token()
    person = SelectField(_("Who is away"), invalid_choice_message=NOT_OFFERED)
    from_on = Day(_("First day"), _("Choose the first day."))
    until_on = Day(_("Last day"), _("Choose the last day."))
    stand_in = SelectField(_("Stand-in"), invalid_choice_message=NOT_OFFERED)

    def __init__(
        self,
        away: Sequence[Person] = (),
        officers: Sequence[Person] = (),
        *args: Any,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.person.choices = choices((person.key, person.name) for person in away)
        others = [(person.key, person.name) for person in officers]
        self.stand_in.choices = choices([("", _("Nobody")), *others])
        self.ids = {person.key: person.id for person in [*away, *officers]}

    def validate_until_on(self, field: Day) -> None:
        if field.data and self.from_on.data and field.data < self.from_on.data:
            raise ValidationError(_("The last day comes before the first."))


class DutyNoteForm(Form):
    """What whoever is on duty next has to know."""

    token = Token()
    text = Prose(
        _("For whoever is on duty next"), [needed(_("Write what they should know."))], most=600
    )
