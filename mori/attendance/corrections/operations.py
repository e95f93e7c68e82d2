"""Asking for a correction of a day's presence, and deciding on it."""

import datetime as dt
from typing import Any

from flask_babel import lazy_gettext as _

from mori.core.clock import local_date
from mori.core.counts.changes import changed
from mori.core.db import token_for, writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile, lock
from mori.offices.queries import calendar_of
from mori.placements.models import Placement

from ..day_operations import DaySaid, Whose, facts_of, mark_of, set_day
from ..queries import attendance_of
from ..rules import AWAY, AttendanceKind, Stretch
from . import queries as correction_queries
from .models import AttendanceCorrection, CorrectionEvent
from .rules import MOVES, Slip, may_be_away, may_correct, overlap, slip_in

SLIPS = {
    Slip.NO_TIME_IN: _("Write the time you came."),
    Slip.LEFT_BEFORE: _("The time out comes after the time in."),
    Slip.TO_COME: _("A time that is still to come can't be corrected yet."),
}


@writing()
def ask_for_correction(
    placement: Placement,
    day: dt.date,
    said: DaySaid,
    reason: str,
    token: str,
    at: dt.datetime,
) -> AttendanceCorrection:
    """Ask the office to change what is recorded about a day.

    The same with the same ``token`` is one request; a form sent again with something else is not.
    """
    lock(placement)  # so that two requests about one day wait for each other
    token = token_for(token, placement.key, day, said, reason)
    asked = correction_queries.correction_by_token(token)
    if asked:
        return asked
    _require_askable(placement, day, said, at)
    facts = {"kind": said.kind, "came_at": said.came_at, "left_at": said.left_at}
    return _asked(placement, day, facts, reason, token, at)


@writing()
def ask_to_be_away(
    placement: Placement,
    day: dt.date,
    part: Stretch,
    reason: str,
    token: str,
    at: dt.datetime,
) -> AttendanceCorrection:
    """Ask the office to agree to an absence for part of a day, before it or afterwards.

    What is recorded of the day stays; once accepted, its hours are less by that part.
    """
    lock(placement)
    token = token_for(token, placement.key, day, part, reason)
    asked = correction_queries.correction_by_token(token)
    if asked:
        return asked
    _require_part(placement, day, part, at)
    since, until = part
    facts = {"kind": AttendanceKind.PRESENT, "away_from_at": since, "away_until_at": until}
    return _asked(placement, day, facts, reason, token, at)


def _asked(
    placement: Placement,
    day: dt.date,
    facts: dict[str, Any],
    reason: str,
    token: str,
    at: dt.datetime,
) -> AttendanceCorrection:
    correction = AttendanceCorrection.create(
        token=token,
        placement=placement.id,
        person=placement.person_id,
        office=placement.office_id,
        day=day,
        reason=reason,
        asked_at=at,
        **facts,
    )
    _record(correction, "ask", placement.person_id, at, reason)
    return correction


def _require_inside(placement: Placement, day: dt.date) -> None:
    if not placement.starts_on <= day <= placement.ends_on:
        raise Refused(_("This day is not part of your internship. Choose another day."))


def _require_part(placement: Placement, day: dt.date, part: Stretch, at: dt.datetime) -> None:
    office = placement.office
    _require_inside(placement, day)
    if not may_be_away(day, local_date(at, office.zone)):
        raise Refused(_("Choose a day from a month ago until two weeks ahead."))
    if not calendar_of(office.id, office.calendar_version).is_workday(day):
        raise Refused(_("The office is closed on this day, so nobody expects you."))
    if part[1] <= part[0]:
        raise Refused(_("The time you are back comes after the time you leave."))
    asked = correction_queries.parts_away_on(placement.id, day)
    if any(overlap(part, each.part) for each in asked):
        raise Refused(_("You already asked to be away for some of this time."))
    recorded = attendance_of(placement.id, day)
    if recorded and recorded.kind in AWAY:
        raise Refused(_("You are away for the whole of this day already."))


def _require_askable(placement: Placement, day: dt.date, said: DaySaid, at: dt.datetime) -> None:
    today = local_date(at, placement.office.zone)
    _require_inside(placement, day)
    if not may_correct(day, today):
        raise Refused(_("Choose a day of the last month, until today."))
    if slip := slip_in(said.kind, said.came_at, said.left_at, at):
        raise Refused(SLIPS[slip])
    if correction_queries.open_correction_of(placement.id, day):
        raise Refused(_("You already asked about this day. Withdraw that first."))
    if said.is_recorded_in(attendance_of(placement.id, day)):
        raise Refused(_("This is what is recorded already."))


@writing()
def accept_correction(
    correction: AttendanceCorrection, note: str, actor_id: int, at: dt.datetime, seen: str = ""
) -> None:
    """Make the day what the intern says it was; what was recorded before is kept beside it.

    An absence for part of the day leaves the day as it is, and is from now on what says so.
    ``seen`` is the mark of what whoever decides saw as recorded: something else is not replaced.
    """
    _require_anothers(correction, actor_id)
    if correction.is_part_away:
        changed(correction.placement_id, correction.day)
        advance(correction, MOVES, "accept", actor_id, at, note)
        return
    before = attendance_of(correction.placement_id, correction.day)
    if seen and seen != mark_of(before):
        raise Refused(_("What is recorded of this day has changed. Look at it, then decide."))
    kind, came_at, left_at = facts_of(before) if before else ("", None, None)
    advance(
        correction, MOVES, "accept", actor_id, at, note,
        before_kind=kind, before_came_at=came_at, before_left_at=left_at,
    )  # fmt: skip
    said = DaySaid(AttendanceKind(correction.kind), correction.came_at, correction.left_at)
    whose = Whose(correction.placement_id, correction.person_id, correction.office_id)
    set_day(whose, correction.day, said, before, "correct", actor_id, at)


@writing()
def refuse_correction(
    correction: AttendanceCorrection, note: str, actor_id: int, at: dt.datetime
) -> None:
    """Leave the day as it is, saying why."""
    _require_anothers(correction, actor_id)
    if not note:
        raise Refused(_("Say why, so that the intern knows what to do next."))
    advance(correction, MOVES, "refuse", actor_id, at, note)


@writing()
def withdraw_correction(correction: AttendanceCorrection, at: dt.datetime) -> None:
    """The intern no longer asks."""
    advance(correction, MOVES, "withdraw", correction.person_id, at)


@writing()
def call_off_absence(
    correction: AttendanceCorrection, note: str, actor_id: int, zone: str, at: dt.datetime
) -> None:
    """An agreed absence for part of a day is not to be: the intern says so before its day, the
    office also afterwards.
    """
    if not correction.is_part_away:
        raise changed_meanwhile()
    if correction.person_id == actor_id and correction.day <= local_date(at, zone):
        raise Refused(_("The day has begun. Ask your supervisor to call it off."))
    changed(correction.placement_id, correction.day)
    advance(correction, MOVES, "call_off", actor_id, at, note)


def _require_anothers(correction: AttendanceCorrection, actor_id: int) -> None:
    if correction.person_id == actor_id:
        raise Refused(_("Somebody else has to decide on what you asked for."))


def _record(
    correction: AttendanceCorrection, verb: str, actor_id: int, at: dt.datetime, note: str = ""
) -> None:
    CorrectionEvent.create(correction=correction.id, verb=verb, actor=actor_id, at=at, note=note)
