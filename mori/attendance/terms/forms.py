from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, SelectField
from wtforms.validators import NumberRange, Optional

from mori.placements.rules import InternKind
from mori.web.fields import NOT_OFFERED, Day, Form, Line, choices

from .rules import MOST_DAYS, MOST_GRACE, MOST_HOURS, Terms


class Count(IntegerField):
    """A whole number up to one; None when left empty."""

    def __init__(self, label: Any, most: int, *, is_needed: bool = False, **options: Any) -> None:
        wrong = _("Write a whole number from %(least)d to %(most)d.", least=0, most=most)
        empty = () if is_needed else (Optional(),)
        super().__init__(label, [*empty, NumberRange(0, most, message=wrong)], **options)
        self.wrong = wrong

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        text = "".join(valuelist[:1]).strip()
        if not text:
            return
        try:
            self.data = int(text)
        except ValueError:
            raise ValueError(self.wrong) from None


class TermsForm(Form):
    """What a programme asks; what is left empty nobody has said."""

    kind = SelectField(
        _("Kind of intern"),
        choices=choices((each.value, each.label) for each in InternKind),
        invalid_choice_message=NOT_OFFERED,
    )
    programme = Line(_("Programme, if it has terms of its own"), most=80)
    days = Count(_("Days of the programme"), MOST_DAYS)
    excused_days = Count(_("Days one may be excused"), MOST_DAYS)
    weekly_hours = Count(_("Hours a week at most"), MOST_HOURS)

    @property
    def terms(self) -> Terms:
        return Terms(self.days.data, self.excused_days.data, self.weekly_hours.data)


class GraceForm(Form):
    """From a day on, how many minutes are no lateness."""

    minutes = Count(_("Minutes after the office begins"), MOST_GRACE, is_needed=True)
    from_on = Day(_("From this day on"), _("Choose the day."))
