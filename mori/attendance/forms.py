from flask_babel import lazy_gettext as _
from wtforms import RadioField

from mori.web.fields import Day, Form, Line, choices

from .rules import REPORTS


class ReportForm(Form):
    """Why one is not at the office on a day."""

    kind = RadioField(
        _("Reason"),
        choices=choices((each.value, each.label) for each in REPORTS),
        invalid_choice_message=_("Choose the reason."),
    )
    day = Day(_("Day"), _("Choose the day."))
    note = Line(_("Note, if you like"), most=200)
