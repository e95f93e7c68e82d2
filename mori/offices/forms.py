from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, IntegerField, SelectMultipleField
from wtforms.validators import ValidationError

from mori.web.fields import NOT_OFFERED, Day, Form, Line, Prose, TimeOfDay, choices, needed
from mori.web.filters import names
from mori.web.i18n import locale

from .rules import Module, Season, unit_code


class OfficeForm(Form):
    """What an office is called and where it sits."""

    name = Line(_("Name of the office"), [needed(_("Write the name of the office."))], most=80)
    seat = Line(_("City or regency"), [needed(_("Write the city or regency."))], most=80)
    address = Line(_("Address, for printed sheets"), most=200)
    letterhead = Prose(_("Letterhead of printed sheets"), most=400)


class UnitForm(Form):
    """A unit's names."""

    name = Line(_("Name of the unit"), [needed(_("Write the name of the unit."))], most=80)
    short = Line(_("Short name"), [needed(_("Write a short name."))], most=24)

    def validate_short(self, field: Line) -> None:
        if not unit_code(field.data):
            raise ValidationError(_("Use letters or digits in the short name."))


class ChangeUnitForm(UnitForm):
    """A unit's names, and whether interns may still be placed in it."""

    is_open = BooleanField(_("Interns may be placed here"))


class ModulesForm(Form):
    """Which parts of MORI an office uses; none of them ticked is an answer, too."""

    sure = HiddenField(validators=[needed(_("Press the button once more."))])
    modules = SelectMultipleField(
        _("What this office uses"),
        choices=choices((each.value, each.label) for each in Module),
        validate_choice=False,
    )

    def validate_modules(self, field: SelectMultipleField) -> None:
        if not set(field.data or ()) <= set(Module):
            raise ValidationError(NOT_OFFERED)

    @property
    def wanted(self) -> list[Module]:
        return [Module(each) for each in self.modules.data or ()]


class SeasonForm(Form):
    """Between which days a season's hours hold."""

    from_on = Day(_("First day"), _("Choose the season's first day."))
    until_on = Day(_("Last day"), _("Choose the season's last day."))

    def validate_until_on(self, field: Day) -> None:
        if field.data and self.from_on.data and field.data < self.from_on.data:
            raise ValidationError(_("The last day comes before the first."))

    @property
    def season(self) -> Season:
        return self.from_on.data, self.until_on.data


class HoursForm(SeasonForm):
    """The hours of some weekdays; with dates, those of a season."""

    weekdays = SelectMultipleField(
        _("Weekdays"), coerce=int, invalid_value_message=_("Tick at least one weekday.")
    )
    opens = TimeOfDay(_("Opens"), _("Write when the office opens."))
    closes = TimeOfDay(_("Closes"), _("Write when the office closes."))
    break_minutes = IntegerField(
        _("Break in minutes"),
        invalid_value_message=_("Write the break in minutes, such as 60."),
        default=60,
    )
    from_on = Day(_("From, for a season only"))
    until_on = Day(_("Until, for a season only"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        week = sorted(names(locale(), "days", "wide").items())
        self.weekdays.choices = choices((str(number), name) for number, name in week)

    def validate_weekdays(self, field: SelectMultipleField) -> None:
        if not field.data:
            raise ValidationError(_("Tick at least one weekday."))

    def validate_closes(self, field: TimeOfDay) -> None:
        if field.data and self.opens.data and field.data <= self.opens.data:
            raise ValidationError(_("The office closes before it opens."))

    def validate_break_minutes(self, field: IntegerField) -> None:
        if field.data is not None and not 0 <= field.data <= 240:
            raise ValidationError(_("A break lasts from 0 to 240 minutes."))

    def validate_until_on(self, field: Day) -> None:
        super().validate_until_on(field)
        if bool(field.data) != bool(self.from_on.data):
            raise ValidationError(_("A season needs both dates; ordinary hours need neither."))


class HolidayForm(Form):
    """A day on which only this office is closed."""

    day = Day(_("Day"), _("Choose the day."))
    name = Line(_("What it is called"), [needed(_("Write what the day is called."))])
