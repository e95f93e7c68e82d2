import datetime as dt

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField
from wtforms.validators import ValidationError

from mori.core.clock import moment
from mori.web.fields import Day, Form, Line, TimeOfDay, Token, choices, needed

from ..day_operations import DaySaid
from ..rules import AttendanceKind, Stretch, left_on
from .rules import MOVES

EVENT_LABELS = {
    **{verb: state.label for verb, (_from, state) in MOVES.items()},
    "ask": _("Asked"),
    "call_off": _("Called off"),
}


class CorrectionForm(Form):
    """What a day's presence should be, and why."""

    token = Token()
    day = Day(_("Day"), _("Choose the day."))
    kind = RadioField(
        _("What was it?"),
        choices=choices((each.value, each.label) for each in AttendanceKind),
        invalid_choice_message=_("Choose what it was."),
    )
    came = TimeOfDay(_("Time in"))
    left = TimeOfDay(_("Time out"))
    reason = Line(_("Why?"), [needed(_("Write in a sentence what happened."))], most=300)

    def said(self, zone: str) -> DaySaid:
        return DaySaid(
            AttendanceKind(self.kind.data),
            *moments(self.day.data, self.came.data, self.left.data, zone),
        )


class PartAwayForm(Form):
    """For which part of a day one asks to be away, and why."""

    token = Token()
    day = Day(_("Day"), _("Choose the day."))
    since = TimeOfDay(_("From"), _("Write from when."))
    until = TimeOfDay(_("Until"), _("Write until when."))
    reason = Line(_("Why?"), [needed(_("Write in a sentence why."))], most=300)

    def part(self, zone: str) -> Stretch:
        day = self.day.data
        return moment(day, self.since.data, zone), moment(day, self.until.data, zone)


def moments(
    day: dt.date, came: dt.time | None, left: dt.time | None, zone: str
) -> tuple[dt.datetime | None, dt.datetime | None]:
    """When somebody came and left; a time out after midnight is of the next date."""
    came_at = moment(day, came, zone) if came is not None else None
    left_at = moment(left_on(day, came, left), left, zone) if left is not None else None
    return came_at, left_at


class DecisionForm(Form):
    """Yes, or no with a reason."""

    verb = HiddenField()
    seen = HiddenField()  # optimistic lock: what the page showed as recorded
    note = Line(_("In your own words"), most=300)

    def validate_verb(self, field: HiddenField) -> None:
        if field.data not in ("accept", "refuse"):
            raise ValidationError(_("Choose: accept it, or not."))

    def validate_note(self, field: Line) -> None:
        if self.verb.data == "refuse" and not field.data:
            raise ValidationError(_("Say why, so that the intern knows what to do next."))
