"""Deciding on applicants: at once for the coordinator, for them some seconds later."""

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.clock import local_date
from mori.core.db import new_key, writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile, lock
from mori.offices.models import Unit
from mori.placements.capacity.queries import capacities_of
from mori.placements.operations import withdraw_placement
from mori.placements.queries import placement_by_id
from mori.placements.rules import ONGOING

from ..models import Applicant
from ..queries import applicant_by_id
from ..rules import MOVES, ApplicantState
from ..ties.operations import require_untied
from . import queries
from .models import Decision
from .rules import (
    AT_ONCE,
    NEEDS_REASON,
    UNDO_WITHIN,
    DecisionState,
    Over,
    Stay,
    Week,
    wanted_in,
    weeks_of,
)


class Terms(NamedTuple):
    """Where somebody is accepted: the unit, under whom, and from when until when."""

    unit_id: int
    supervisor_id: int
    starts_on: dt.date
    ends_on: dt.date


class Verdict(NamedTuple):
    """What is decided about somebody; terms where they are accepted."""

    applicant: Applicant
    terms: Terms | None = None


class Outcome(NamedTuple):
    """How deciding together went: of how many, and whose state did not allow it."""

    batch: str
    decided: int
    left: list[Applicant]


class OverFull(Refused):
    """More would be accepted than there are places: possible, with a reason."""

    def __init__(self, over: Sequence[Over]) -> None:
        super().__init__(
            _("There are fewer places than that. Take fewer, or write why it is more this time.")
        )
        self.over = over


@writing()
def decide(
    verdicts: Sequence[Verdict],
    verb: str,
    note: str,
    over_why: str,
    actor_id: int,
    at: dt.datetime,
) -> Outcome:
    """Decide about several together; whoever's state does not allow it is left as they are.

    Until ``UNDO_WITHIN`` has passed nothing about them changes, and nobody is told.
    """
    if len(verdicts) > AT_ONCE:
        raise Refused(_("Choose at most %(n)d at once.", n=AT_ONCE))
    if verb in NEEDS_REASON and not note:
        raise Refused(_("Write the reason: it stands in the letter."))
    if verb == "accept":
        _require_room(verdicts, over_why, at)
    batch, left, decided = new_key(), [], 0
    for each in verdicts:
        if _keep(each, verb, note, over_why, actor_id, batch, at):
            decided += 1
        else:
            left.append(each.applicant)
    return Outcome(batch, decided, left)


def _keep(
    verdict: Verdict,
    verb: str,
    note: str,
    over_why: str,
    actor_id: int,
    batch: str,
    at: dt.datetime,
) -> bool:
    applicant, terms = verdict
    if applicant.state not in MOVES[verb][0] or not lock(applicant, "state"):
        return False
    if queries.pending_of(applicant.id):
        return False
    Decision.create(
        applicant=applicant.id,
        office=applicant.office_id,
        actor=actor_id,
        batch=batch,
        verb=verb,
        note=note,
        over_why=over_why,
        holds=applicant.id,
        at=at,
        effective_at=at + UNDO_WITHIN,
        **_columns(terms),
    )
    return True


def _columns(terms: Terms | None) -> dict[str, object]:
    if terms is None:
        return {}
    return {
        "unit": terms.unit_id,
        "supervisor": terms.supervisor_id,
        "starts_on": terms.starts_on,
        "ends_on": terms.ends_on,
    }


def _require_room(verdicts: Sequence[Verdict], over_why: str, at: dt.datetime) -> None:
    """Each has terms that can be kept; more than there are places only with a reason.

    The units are locked first: somebody else may be accepting for them right now.
    """
    wanted: list[Stay] = []
    for applicant, terms in verdicts:
        if terms is None:
            raise Refused(_("Choose the unit, the supervisor and both days."))
        require_untied(applicant, terms.supervisor_id)
        today = local_date(at, applicant.application.office.zone)
        if terms.ends_on < today:
            raise Refused(_("This period is over already. Choose other days."))
        wanted.append(Stay(terms.unit_id, terms.starts_on, terms.ends_on))
    for unit_id in sorted({each.unit_id for each in wanted}):
        lock(Unit(id=unit_id))
    over = over_full(verdicts[0].applicant.office_id, wanted)
    if over and not over_why:
        raise OverFull(over)


def over_full(office_id: int, wanted: Sequence[Stay]) -> list[Over]:
    """The weeks in which more would be there than there are places, by unit."""
    first, last = (min(each.starts_on for each in wanted), max(each.ends_on for each in wanted))
    units = {each.unit_id for each in wanted}
    return wanted_in(weeks_in(office_id, units, first, last), wanted)


def weeks_in(
    office_id: int, units: set[int], first: dt.date, last: dt.date
) -> dict[int, list[Week]]:
    """Unit → how full it is, week by week."""
    stays = queries.stays_between(office_id, first, last)
    quotas = queries.quotas_between(office_id, first, last)
    capacities = capacities_of(office_id)
    return {unit: weeks_of(unit, first, last, stays, quotas, capacities) for unit in units}


@writing()
def undo_decisions(batch: str, actor_id: int, at: dt.datetime) -> None:
    """Take back what was decided together, all of it, while none of it is in effect."""
    taken_back = (
        Decision.update(state=DecisionState.UNDONE, holds=None)
        .where(
            Decision.batch == batch,
            Decision.actor == actor_id,
            Decision.state == DecisionState.PENDING,
            Decision.effective_at > at,
        )
        .execute()
    )
    states = {each.state for each in queries.decisions_in(batch)}
    if not taken_back and DecisionState.UNDONE not in states:
        raise Refused(_("The eight seconds are over: they have been told, and it stays."))


@writing()
def withdraw_applicant(
    applicant: Applicant, actor_id: int | None, at: dt.datetime, why: str = ""
) -> None:
    """Somebody asks for the place no more, by themselves or as a coordinator notes it.

    Whoever is first on the waiting list moves up. Whoever is placed withdraws by themselves before
    the first day; the office ends no placement here.
    """
    was_accepted = applicant.state.is_accepted
    placement = placement_by_id(applicant.placement_id) if applicant.placement_id else None
    today = local_date(at, applicant.application.office.zone)
    if placement and placement.state in ONGOING:
        if actor_id or placement.starts_on <= today:
            raise Refused(_("They have a placement: it ends on its own page, never by one alone."))
        withdraw_placement(placement, why[:300], actor_id, at)
    advance(applicant, MOVES, "withdraw", actor_id, at, why, since=at)
    Decision.update(state=DecisionState.UNDONE, holds=None).where(
        Decision.holds == applicant.id
    ).execute()
    if was_accepted:
        _move_up(applicant, at)


def follow_placements(at: dt.datetime) -> None:
    """Whose placement was withdrawn before it began, on its own page, frees the place too."""
    for applicant_id in queries.withdrawn_placements():
        applicant = applicant_by_id(applicant_id)
        with suppress(Refused):  # somebody was first
            withdraw_applicant(applicant, None, at)


def _move_up(freed: Applicant, at: dt.datetime) -> None:
    """Whoever waits first for what somebody leaves gets it, from today on at the earliest."""
    before, waiting = queries.accepting(freed.id), queries.next_waiting(freed)
    if before is None or waiting is None or queries.pending_of(waiting.id):
        return
    today = local_date(at, freed.application.office.zone)
    if not (before.starts_on and before.ends_on) or before.ends_on < today:
        return
    Decision.create(
        applicant=waiting.id,
        office=waiting.office_id,
        verb="accept",
        unit=before.unit_id,
        supervisor=before.supervisor_id,
        starts_on=max(before.starts_on, today),
        ends_on=before.ends_on,
        holds=waiting.id,
        at=at,
        effective_at=at,
    )


@writing()
def try_placing_again(applicant: Applicant) -> None:
    """What stood in the way was put right: the background work places them."""
    if applicant.state is not ApplicantState.ACCEPTED or applicant.placement_id:
        raise changed_meanwhile()
    Decision.update(trouble="").where(
        Decision.applicant == applicant.id, Decision.state == DecisionState.EFFECTIVE
    ).execute()
