"""Letting two interns change places for some days, once both units have said yes."""

import datetime as dt

from flask_babel import lazy_gettext as _

from mori.core.clock import local_date
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile, lock

from ..barred.operations import require_unbarred
from ..models import Placement
from ..planning.grid import spans_now
from ..queries import placement_by_key, spans_of
from ..rotation.operations import change_rotation
from ..rules import SpanPlan
from . import queries
from .letters import tell_asked, tell_done
from .models import RotationSwap, RotationSwapEvent
from .rules import MOVES, only_span, with_span


@writing()
def ask_for_swap(
    one: Placement,
    other: Placement,
    first: dt.date,
    last: dt.date,
    token: str,
    url: str,
    actor_id: int,
    at: dt.datetime,
) -> RotationSwap:
    """Ask both units whether two interns may change places; the same form twice is one."""
    if there := queries.swap_by_token(token):
        return there
    if not local_date(at, one.office.zone) < first <= last:
        raise Refused(_("A swap begins tomorrow at the earliest, and ends after it begins."))
    mine, theirs = _spans_to_swap(one, other, first, last)
    swap = RotationSwap.create(
        token=token,
        office=one.office_id,
        one=one,
        other=other,
        starts_on=first,
        ends_on=last,
        one_supervisor=mine.supervisor_id,
        other_supervisor=theirs.supervisor_id,
        asked_at=at,
    )
    RotationSwapEvent.create(swap=swap, verb="ask", actor=actor_id, at=at)
    tell_asked(swap, one.person.name, other.person.name, url, at)
    return swap


def _spans_to_swap(
    one: Placement, other: Placement, first: dt.date, last: dt.date
) -> tuple[SpanPlan, SpanPlan]:
    """Where each of them is on those days; ``Refused`` unless each is in one unit of its own."""
    now = spans_now([one.id, other.id])
    mine, theirs = (only_span(now[each.id], first, last) for each in (one, other))
    if mine is None or theirs is None or mine.unit_id == theirs.unit_id:
        raise Refused(
            _("On all of these days each of the two has to be in one unit, and not in the same.")
        )
    for placement, span in ((one, theirs), (other, mine)):
        people = {each for each in (span.supervisor_id, span.stand_in_id) if each}
        require_unbarred(placement.person_id, people)
    return mine, theirs


@writing()
def agree_to_swap(swap: RotationSwap, url: str, actor_id: int, at: dt.datetime) -> None:
    """Give one unit's yes; with both, the two change places."""
    lock(swap)
    current = queries.swap_by_key(swap.key)
    if current is None or not current.is_asked_of(actor_id):
        raise changed_meanwhile()
    one_at, other_at = current.one_agreed_at, current.other_agreed_at
    one_at = at if actor_id == current.one_supervisor_id else one_at
    other_at = at if actor_id == current.other_supervisor_id else other_at
    RotationSwap.update(one_agreed_at=one_at, other_agreed_at=other_at).where(
        RotationSwap.id == swap.id
    ).execute()
    RotationSwapEvent.create(swap=swap, verb="agree", actor=actor_id, at=at)
    if one_at and other_at:
        _do(current, url, actor_id, at)


def _do(swap: RotationSwap, url: str, actor_id: int, at: dt.datetime) -> None:
    one, other = (placement_by_key(each.key) for each in (swap.one, swap.other))
    if one is None or other is None or swap.starts_on <= local_date(at, one.office.zone):
        raise Refused(_("The days of this swap have begun. Ask for another one."))
    mine, theirs = _spans_to_swap(one, other, swap.starts_on, swap.ends_on)
    if (mine.supervisor_id, theirs.supervisor_id) != (
        swap.one_supervisor_id,
        swap.other_supervisor_id,
    ):
        raise Refused(_("Others supervise on these days by now. Ask for the swap anew."))
    now = spans_now([one.id, other.id])
    for placement, span in ((one, theirs), (other, mine)):
        placement.spans = spans_of([placement.id])
        spans = with_span(now[placement.id], swap.starts_on, swap.ends_on, span)
        change_rotation(placement, spans, actor_id, at)
    advance(swap, MOVES, "do", actor_id, at)
    tell_done(swap, [one.person, other.person], url, at)


@writing()
def refuse_swap(swap: RotationSwap, why: str, actor_id: int, at: dt.datetime) -> None:
    """Say no for one unit; both stay where they are."""
    advance(swap, MOVES, "refuse", actor_id, at, why)


@writing()
def withdraw_swap(swap: RotationSwap, actor_id: int, at: dt.datetime) -> None:
    """Ask no longer."""
    advance(swap, MOVES, "withdraw", actor_id, at)
