"""Asking for another supervisor, and what a coordinator decides."""

import datetime as dt

from flask_babel import lazy_gettext as _

from mori.core.clock import local_date
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile, lock

from ..models import Placement, UnitSpan
from ..queries import spans_of
from ..rotation.operations import change_rotation
from ..rules import ONGOING, SpanPlan
from . import letters, queries
from .models import SupervisorChange, SupervisorChangeEvent
from .rules import MOVES


@writing()
def ask_for_supervisor(
    placement: Placement, words: str, token: str, actor_id: int, at: dt.datetime, address: str
) -> SupervisorChange:
    """Ask for another supervisor; one need not say why, and the supervisor does not learn of it."""
    if made := queries.supervisor_change_by_token(token):
        return made
    if not lock(placement, "state") or placement.state not in ONGOING:
        raise changed_meanwhile()
    if any(each.state.is_asked for each in queries.supervisor_changes_of(placement.id)):
        raise Refused(_("You have asked already, and a coordinator has still to decide."))
    made = SupervisorChange.create(token=token, placement=placement.id, words=words, asked_at=at)
    SupervisorChangeEvent.create(change=made, verb="ask", actor=actor_id, at=at)
    found = queries.supervisor_change_by_key(made.key)
    if found:
        letters.tell_coordinators(found, address, at)
    return made


@writing()
def take_change_back(change: SupervisorChange, actor_id: int, at: dt.datetime) -> None:
    """The intern wants it no longer; nobody is told."""
    advance(change, MOVES, "take_back", actor_id, at)


@writing()
def agree_to_change(
    change: SupervisorChange,
    supervisor_id: int,
    note: str,
    actor_id: int,
    at: dt.datetime,
    address: str,
) -> None:
    """Put another in the supervisor's place from today on, and tell the intern."""
    placement = change.placement
    placement.spans = spans_of([placement.id])
    today = local_date(at, placement.office.zone)
    before = _supervisor_on(placement.spans, today)
    if before is None or supervisor_id == before:
        raise Refused(_("Choose somebody else than the supervisor of now."))
    plans = [_plan(span, before, supervisor_id, today) for span in placement.spans]
    advance(change, MOVES, "agree", actor_id, at, note, note=note)
    change_rotation(placement, plans, actor_id, at)
    letters.tell_intern(change, address, at)


def _supervisor_on(spans: list[UnitSpan], today: dt.date) -> int | None:
    """Of the unit of today, else of the next one."""
    return next((span.supervisor_id for span in spans if span.ends_on >= today), None)


def _plan(span: UnitSpan, before: int, after: int, today: dt.date) -> SpanPlan:
    """A stay that is over as it was; of any other, whoever supervised is replaced."""
    if span.ends_on < today:
        supervisor, stand_in = span.supervisor_id, span.stand_in_id
    else:
        supervisor = after if span.supervisor_id == before else span.supervisor_id
        stand_in = span.stand_in_id if span.stand_in_id not in (before, supervisor) else None
    return SpanPlan(span.unit_id, span.starts_on, span.ends_on, supervisor, stand_in)


@writing()
def decline_change(
    change: SupervisorChange, note: str, actor_id: int, at: dt.datetime, address: str
) -> None:
    """Say why it is not possible."""
    advance(change, MOVES, "decline", actor_id, at, note, note=note)
    letters.tell_intern(change, address, at)
