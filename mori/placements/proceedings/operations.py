"""Warning somebody, or ending an internship early: never by one alone, and never unheard."""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.clock import local_date
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile, lock
from mori.offices.models import Office
from mori.offices.queries import calendar_of
from mori.safeguarding.routing.queries import caller_of, officers_at

from ..models import Placement
from ..operations import end_placement_early, withdraw_placement
from ..queries import placement_by_id, spans_of
from ..rules import ONGOING
from . import letters, queries
from .models import Proceeding, ProceedingEvent, SignerTurn
from .rules import (
    MOVES,
    OPEN,
    READ,
    ProceedingKind,
    ProceedingState,
    days_later,
    is_passed_on,
    next_signer,
    signers_in_order,
)


class Proposal(NamedTuple):
    """What an office means to do, why, and on which day."""

    kind: ProceedingKind
    reason: str
    facts: str
    day: dt.date


@writing()
def propose(
    placement: Placement,
    proposal: Proposal,
    token: str,
    actor_id: int,
    at: dt.datetime,
    address: str,
) -> Proceeding:
    """Begin a warning or an early end by asking the intern; the same ``token`` is the same one."""
    if made := queries.proceeding_by_token(token):
        return made
    if not lock(placement, "state", "ends_on") or placement.state not in ONGOING:
        raise changed_meanwhile()
    today = local_date(at, placement.office.zone)
    _require_possible(placement, proposal, today)
    made = Proceeding.create(
        token=token,
        placement=placement.id,
        **proposal._asdict(),
        answer_until=_days_later(placement.office, today),
        made_by=actor_id,
        made_at=at,
    )
    ProceedingEvent.create(proceeding=made, verb="propose", actor=actor_id, at=at)
    made = queries.proceeding_by_id(made.id)
    letters.ask_intern(made, address, at)
    return made


def _require_possible(placement: Placement, proposal: Proposal, today: dt.date) -> None:
    if proposal.kind.is_end and queries.open_end_of(placement.id):
        raise Refused(_("An early end of this internship is on its way already."))
    if proposal.kind.is_end and not today <= proposal.day < placement.ends_on:
        raise Refused(_("Choose a last day from today on, before the planned one."))
    if not proposal.kind.is_end and not today < proposal.day <= placement.ends_on:
        raise Refused(_("Choose a day from tomorrow on, while the internship lasts."))


def _days_later(office: Office, day: dt.date) -> dt.date:
    return days_later(calendar_of(office.id, office.calendar_version), day)


@writing()
def answer(
    proceeding: Proceeding, words: str, actor_id: int, at: dt.datetime, address: str
) -> None:
    """Keep the intern's words, which the second signer then reads."""
    advance(proceeding, MOVES, "answer", actor_id, at, words=words, heard_at=at)
    letters.tell_office(proceeding, "answer", address, at)
    if proceeding.signer_id is None:
        _ask_next(queries.proceeding_by_id(proceeding.id), at, address)


@writing()
def sign(
    proceeding: Proceeding, seen: str, note: str, actor_id: int, at: dt.datetime, address: str
) -> None:
    """The second signer agrees: a warning is given, and an early end comes with its last day."""
    _require_signer(proceeding, seen, actor_id, at)
    today = local_date(at, proceeding.placement.office.zone)
    changes: dict[str, Any] = {"signed_on": today}
    if proceeding.kind.is_end:
        changes["day"] = max(proceeding.day, today)
    _decide(proceeding, "sign", note, actor_id, at, address, **changes)


@writing()
def refuse(
    proceeding: Proceeding, seen: str, note: str, actor_id: int, at: dt.datetime, address: str
) -> None:
    """The second signer does not agree, and says why: nothing happens."""
    _require_signer(proceeding, seen, actor_id, at)
    _decide(proceeding, "refuse", note, actor_id, at, address)


def _require_signer(proceeding: Proceeding, seen: str, actor_id: int, at: dt.datetime) -> None:
    """That whoever decides was asked, may still know of it, and has read what stands there."""
    is_asked = proceeding.signer_id == actor_id and actor_id in _order(proceeding, at)
    if not is_asked or proceeding.state != seen:
        raise changed_meanwhile()


def _decide(
    proceeding: Proceeding,
    verb: str,
    note: str,
    actor_id: int,
    at: dt.datetime,
    address: str,
    **changes: Any,
) -> None:
    advance(proceeding, MOVES, verb, actor_id, at, note, same=("signer_id",), **changes)
    letters.tell_intern(proceeding, verb, address, at)
    letters.tell_office(proceeding, verb, address, at)


@writing()
def drop(proceeding: Proceeding, note: str, actor_id: int, at: dt.datetime, address: str) -> None:
    """The office takes it back: nothing happens."""
    advance(proceeding, MOVES, "drop", actor_id, at, note)
    letters.tell_intern(proceeding, "drop", address, at)


@writing()
def finish_warning(
    proceeding: Proceeding, note: str, actor_id: int, at: dt.datetime, address: str
) -> None:
    """Look at a warning again, on its day or later, and say what has become of it."""
    if local_date(at, proceeding.placement.office.zone) < proceeding.day:
        raise Refused(_("The day to look at it again is still to come."))
    if proceeding.kind.is_end:
        raise changed_meanwhile()
    advance(proceeding, MOVES, "finish", actor_id, at, note)
    letters.tell_intern(proceeding, "finish", address, at)


def _order(proceeding: Proceeding, at: dt.datetime) -> list[int]:
    """Who may sign as the second, and is asked in this order: nobody who will supervise either."""
    spans = spans_of([proceeding.placement_id])
    line = {each for span in spans for each in (span.supervisor_id, span.stand_in_id) if each}
    person, office = proceeding.person_id, proceeding.office_id
    caller = caller_of([person], office, at, kept_out={proceeding.made_by_id, *line})
    return signers_in_order(officers_at(at), caller, proceeding.lot)


def _ask_next(proceeding: Proceeding, at: dt.datetime, address: str) -> None:
    """Ask the next one; whoever was asked before finds it no longer."""
    had = [turn.person_id for turn in queries.turns_of(proceeding.id)]
    signer = next_signer(_order(proceeding, at), had)
    if signer == proceeding.signer_id:
        return
    still = Proceeding.signer == proceeding.signer_id
    if proceeding.signer_id is None:
        still = Proceeding.signer.is_null()
    asked = Proceeding.update(signer=signer).where(
        Proceeding.id == proceeding.id, Proceeding.state.in_(list(READ)), still
    )
    if asked.execute() and signer:
        turn = SignerTurn.create(proceeding=proceeding, person=signer, since=at)
        letters.ask_signer(queries.proceeding_by_id(proceeding.id), turn.id, address, at)


def tend(address: str, at: dt.datetime) -> None:
    """What nobody has to do: three days that are over, the next signer, and the last day."""
    with_day: dict[ProceedingState, Callable[..., None]] = {
        ProceedingState.ASKED: _lapse,
        ProceedingState.HEARD: _pass_on,
        ProceedingState.UNANSWERED: _pass_on,
        ProceedingState.SIGNED: _carry_out,
    }
    for each in queries.in_states(OPEN):
        today = local_date(at, each.placement.office.zone)
        step = with_day[each.state] if each.placement.state in ONGOING else _close
        with suppress(Refused), writing():  # it has gone on in the meantime
            step(each, today, at, address)


def _lapse(proceeding: Proceeding, today: dt.date, at: dt.datetime, address: str) -> None:
    if today > proceeding.answer_until:
        advance(proceeding, MOVES, "lapse", None, at)
        letters.tell_office(proceeding, "lapse", address, at)
        _ask_next(queries.proceeding_by_id(proceeding.id), at, address)


def _pass_on(proceeding: Proceeding, today: dt.date, at: dt.datetime, address: str) -> None:
    office, turns = proceeding.placement.office, queries.turns_of(proceeding.id)
    until = _days_later(office, local_date(turns[-1].since, office.zone)) if turns else None
    if is_passed_on(proceeding.signer_id, _order(proceeding, at), until, today):
        _ask_next(proceeding, at, address)


def _carry_out(proceeding: Proceeding, today: dt.date, at: dt.datetime, address: str) -> None:
    """End the internship once its new last day is over; a warning waits to be looked at."""
    if not proceeding.kind.is_end or not proceeding.is_over_on(today):
        return
    placement = placement_by_id(proceeding.placement_id)
    if placement.ends_on <= proceeding.day:  # it ends as it was planned
        _close(proceeding, today, at, address)
        return
    end = partial(withdraw_placement, placement)
    if placement.starts_on <= proceeding.day:
        end = partial(end_placement_early, placement, proceeding.day)
    end("", proceeding.made_by_id, at)
    advance(proceeding, MOVES, "finish", None, at)
    letters.tell_intern(proceeding, "finish", address, at)


def _close(proceeding: Proceeding, _today: dt.date, at: dt.datetime, _address: str) -> None:
    """The internship is over anyway: what was to happen no longer can."""
    is_given = proceeding.state.is_signed and not proceeding.kind.is_end
    advance(proceeding, MOVES, "finish" if is_given else "drop", None, at)
