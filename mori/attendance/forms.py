from flask_babel import lazy_gettext as _
from wtforms import RadioField

from mori.web.fields import Day, Form, Line, choices

from .rules import REPORTS, DayStatus

STATUS_LABELS = {
    DayStatus.PRESENT: _("Present"),
    DayStatus.FIELD_DUTY: _("On duty elsewhere"),
    DayStatus.EXCUSED: _("Excused"),
    DayStatus.SICK: _("Sick"),
    DayStatus.MISSING: _("No word"),
    DayStatus.AWAITED: _("Not checked in yet"),
    DayStatus.HOLIDAY: _("Holiday"),
}


class ReportForm(Form):
    """Why one is not at the office on a day."""

    kind = RadioField(
        _("What is it?"),
        choices=choices((each.value, STATUS_LABELS[DayStatus(each)]) for each in REPORTS),
        invalid_choice_message=_("Choose one of the three."),
    )
    day = Day(_("Day"), _("Choose the day."))
    note = Line(_("Note, if you like"), most=200)
