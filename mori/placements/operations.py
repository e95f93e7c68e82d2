"""Making placements, and moving them along until they are over."""

import datetime as dt
from contextlib import suppress

from flask_babel import lazy_gettext as _

from mori.accounts.models import Person
from mori.accounts.operations import void_help_tickets
from mori.core.clock import ZONE_NAMES, local_date
from mori.core.counts.changes import changed
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance, lock
from mori.institutions.operations import institution_for
from mori.safeguarding.routing.operations import register_unit_members
from mori.safeguarding.routing.rules import InUnit

from . import institution_queries, queries
from .models import Placement, PlacementEvent, UnitSpan
from .rules import LAST_WORDS, LONGEST, MOVES, PlacementState


def hold_person(person_id: int) -> None:
    """Lock the person's row, so that whoever places them or extends a placement waits."""
    lock(Person(id=person_id))


def require_free_period(
    person_id: int, starts_on: dt.date, ends_on: dt.date, other_than: int = 0
) -> None:
    """Refuse a period in which the person has another placement already."""
    taken = queries.placements_between(person_id, starts_on, ends_on)
    if any(each.state != PlacementState.WITHDRAWN and each.id != other_than for each in taken):
        raise Refused(_("This person already has a placement in this period."))


@writing()
def pause_placement(placement: Placement, note: str, actor_id: int, at: dt.datetime) -> None:
    """Expect nothing of the intern until the placement is resumed."""
    _move(placement, "pause", note, actor_id, at)


@writing()
def resume_placement(placement: Placement, note: str, actor_id: int, at: dt.datetime) -> None:
    """Go on after a pause."""
    _move(placement, "resume", note, actor_id, at)


@writing()
def extend_placement(
    placement: Placement, ends_on: dt.date, note: str, actor_id: int, at: dt.datetime
) -> list[UnitSpan]:
    """End later: the last unit keeps the intern longer; returns its span."""
    if not placement.ends_on < ends_on <= placement.starts_on + LONGEST:
        raise Refused(_("A placement is extended to a later day, within a year of its start."))
    hold_person(placement.person_id)
    require_free_period(placement.person_id, placement.starts_on, ends_on, other_than=placement.id)
    _move(placement, "extend", note, actor_id, at, ends_on=ends_on)
    last = queries.spans_of([placement.id])[-1]
    UnitSpan.update(ends_on=ends_on).where(UnitSpan.id == last.id).execute()
    return register_units(placement)[-1:]


@writing()
def end_placement_early(
    placement: Placement, last_day: dt.date, note: str, actor_id: int, at: dt.datetime
) -> None:
    """End before the planned day, which becomes the day it did end."""
    today = local_date(at, placement.office.zone)
    if not placement.starts_on <= last_day <= min(today, placement.ends_on):
        raise Refused(_("The last day lies between the placement's start and today."))
    _move(placement, "end_early", note, actor_id, at, ends_on=last_day)
    cut_spans(placement, last_day)


@writing()
def withdraw_placement(
    placement: Placement, note: str, actor_id: int | None, at: dt.datetime
) -> None:
    """The intern steps back, even before the first day."""
    today = local_date(at, placement.office.zone)
    has_begun = placement.starts_on <= today
    last_day = min(today, placement.ends_on) if has_begun else placement.ends_on
    _move(placement, "withdraw", note, actor_id, at, ends_on=last_day)
    cut_spans(placement, last_day)


@writing()
def finish_placement(placement: Placement, note: str, actor_id: int, at: dt.datetime) -> None:
    """Finish on the last day or after it."""
    if local_date(at, placement.office.zone) < placement.ends_on:
        raise Refused(_("The last day is still to come. End the placement early instead."))
    _move(placement, "finish", note, actor_id, at)


def finish_ended_placements(at: dt.datetime) -> None:
    """Finish the placements whose last day has passed where they are, and time for last words."""
    for zone in ZONE_NAMES:
        for placement in queries.ended_placements(zone, local_date(at, zone) - LAST_WORDS):
            with suppress(Refused), writing():  # it was finished or extended by somebody meanwhile
                _move(placement, "finish", "", None, at)


def _move(
    placement: Placement,
    verb: str,
    note: str,
    actor_id: int | None,
    at: dt.datetime,
    **changes: dt.date,
) -> None:
    advance(placement, MOVES, verb, actor_id, at, note, same=("ends_on",), **changes)
    changed(placement.id)


def part_from_former_interns(at: dt.datetime) -> None:
    """End the help tickets on the phones of those whose internship was over thirty days ago."""
    for placement in queries.placements_to_part_from(at.date()):
        with writing():
            void_help_tickets(placement.person_id)
            record(placement, "part", None, at)


def find_institutions(at: dt.datetime) -> None:
    """Give placements that the release before this one made an institution each."""
    for office_id, text in institution_queries.texts_without_institution():
        with suppress(Refused), writing():  # several go by this name: the text alone is shown
            found = institution_for(office_id, text, "", None, at)
            for placement_id in institution_queries.without_institution(office_id, text):
                Placement.update(institution=found).where(Placement.id == placement_id).execute()
                changed(placement_id)


def cut_spans(placement: Placement, last_day: dt.date) -> None:
    """Drop what would have come after the last day; the first unit is kept in any case."""
    spans = UnitSpan.placement == placement.id
    UnitSpan.delete().where(spans, UnitSpan.starts_on > last_day, UnitSpan.position > 0).execute()
    UnitSpan.update(ends_on=last_day).where(
        spans, UnitSpan.starts_on <= last_day, UnitSpan.ends_on > last_day
    ).execute()
    register_units(placement)


def register_units(placement: Placement) -> list[UnitSpan]:
    """Say who is in which unit when, as the spans now are: the intern and who supervises."""
    spans = queries.spans_of([placement.id])
    members = [
        InUnit(each, span.unit_id, span.starts_on, span.ends_on)
        for span in spans
        for each in (placement.person_id, span.supervisor_id, span.stand_in_id)
        if each
    ]
    register_unit_members(members, f"placement {placement.key}")
    return spans


def record(
    placement: Placement, verb: str, actor_id: int | None, at: dt.datetime, note: str = ""
) -> None:
    """Add what happened to a placement's history."""
    PlacementEvent.create(placement=placement.id, verb=verb, actor=actor_id, at=at, note=note)
