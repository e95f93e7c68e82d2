"""Who is asked on the tenth working day, what they said, and who reads it."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple, Protocol

from peewee import Value, fn

from mori.access.roles import Role
from mori.accounts.models import Person
from mori.accounts.queries import people_in_role
from mori.core.db import literals
from mori.core.workdays import DAY
from mori.offices.queries import workdays_between
from mori.placements.models import Placement, UnitSpan
from mori.placements.queries import placement_by_key, spans_of
from mori.placements.rules import RUNNING

from .models import PulseAnswer, PulseEvent
from .rules import ABOUT, PulseState, Side, Window, window_in

REACH = 60 * DAY  # holds the tenth working day and those after it, with any holidays
AT_ONCE = 50


_of_supervisor = PulseAnswer.select(Value(1)).where(
    PulseAnswer.placement == Placement.id, PulseAnswer.side == Side.SUPERVISOR
)


class Stay(Protocol):
    @property
    def starts_on(self) -> dt.date: ...
    @property
    def ends_on(self) -> dt.date: ...


def window_of(stay: Stay, office_id: int, calendar_version: int) -> Window | None:
    """When it is asked in a placement: days away of the intern's own shift nothing."""
    last = min(stay.ends_on, stay.starts_on + REACH)
    return window_in(workdays_between(office_id, calendar_version, stay.starts_on, last))


def answer_of(placement_id: int, side: Side) -> PulseAnswer | None:
    found: PulseAnswer | None = PulseAnswer.get_or_none(
        PulseAnswer.placement == placement_id, PulseAnswer.side == side
    )
    return found


def answers_of(placement_id: int) -> list[PulseAnswer]:
    """What both sides said, with who did."""
    return list(
        PulseAnswer.select(PulseAnswer, Person)
        .join(Person)
        .where(PulseAnswer.placement == placement_id)
        .order_by(PulseAnswer.id)
    )


def answer_by_key(key: str) -> PulseAnswer | None:
    found: PulseAnswer | None = PulseAnswer.get_or_none(PulseAnswer.key == key)
    return found


def ends_of(answer_ids: Collection[int]) -> dict[int, PulseEvent]:
    """By answer: how it was seen to, and by whom."""
    rows = (
        PulseEvent.select(PulseEvent, Person)
        .join(Person)
        .where(PulseEvent.answer.in_(list(answer_ids)), PulseEvent.verb == "see_to")
    )
    return {row.answer_id: row for row in rows}


class Read(NamedTuple):
    """A placement, and who may read what was said about it."""

    placement: Placement
    office_id: int
    reader_ids: set[int]


def pulse_to_read(key: str) -> Read | None:
    found = placement_by_key(key)
    return to_read([found])[0] if found else None


def to_read(placements: Sequence[Placement]) -> list[Read]:
    """Placements of one office, loaded with their spans, each with its readers."""
    if not placements:
        return []
    possible, about = _possible_readers(placements[0].office_id), _said_about(placements)
    return [
        Read(each, each.office_id, {one.id for one in _readers(each, possible, about[each.id])})
        for each in placements
    ]


def readers_of(placement: Placement) -> list[Person]:
    """Who may read what is said about a placement, which is loaded with its spans."""
    about = _said_about([placement])[placement.id]
    return _readers(placement, _possible_readers(placement.office_id), about)


def _said_about(placements: Sequence[Placement]) -> dict[int, set[int]]:
    """Who supervised when it was answered, by placement: they may be replaced since."""
    found: dict[int, set[int]] = {each.id: set() for each in placements}
    rows = PulseEvent.select(PulseEvent, PulseAnswer).join(PulseAnswer)
    for row in rows.where(PulseAnswer.placement.in_(list(found)), PulseEvent.verb == ABOUT):
        found[row.answer.placement_id].add(row.actor_id)
    return found


def _possible_readers(office_id: int) -> list[list[Person]]:
    return [people_in_role(office_id, role) for role in (Role.COORDINATOR, Role.HEAD)]


def _readers(
    placement: Placement, possible: Sequence[Sequence[Person]], about: set[int]
) -> list[Person]:
    """The coordinators; where each of them supervises this intern, the head. Nobody reads who
    supervises the intern, or did when it was answered, whatever else they are.
    """
    supervising = placement.supervisor_ids | about
    left = ([each for each in people if each.id not in supervising] for people in possible)
    return next(filter(None, left), [])


def raised_answers(office_id: int) -> list[PulseAnswer]:
    """What has to be seen to in an office, the earliest first, with placement and intern."""
    rows = list(
        PulseAnswer.select(PulseAnswer, Placement, Person)
        .join(Placement)
        .join(Person)
        .where(Placement.office == office_id, PulseAnswer.state == PulseState.RAISED)
        .order_by(PulseAnswer.id)
        .limit(AT_ONCE)
    )
    with_spans([row.placement for row in rows])
    return rows


def any_answer(person: Any, office: Any, lately: Any) -> Any:
    """The fact, for whoever is signed in: they have answered once."""
    said = PulseAnswer.select(Value(1)).where(PulseAnswer.person == person)
    return fn.EXISTS(said)


def any_unanswered(person: Any, office: Any, lately: Any) -> Any:
    """The fact: an internship runs in which they supervise and about which they have not answered.

    Whether it is asked now depends on the day, which no fact knows.
    """
    running = (
        UnitSpan.select(Value(1))
        .join(Placement)
        .where(
            UnitSpan.supervisor == person,
            UnitSpan.ends_on >= lately,
            Placement.state.in_(literals(RUNNING)),
            ~fn.EXISTS(_of_supervisor),
        )
    )
    return fn.EXISTS(running)


def asked_under(
    person_id: int, office_id: int, calendar_version: int, today: dt.date
) -> list[Placement]:
    """Placements about which a supervisor is asked today and has not answered, with the intern."""
    spans = (
        UnitSpan.select(UnitSpan, Placement, Person)
        .join(Placement)
        .join(Person)
        .where(
            UnitSpan.supervisor == person_id,
            UnitSpan.ends_on >= today - REACH,
            Placement.office == office_id,
            Placement.state.in_(literals(RUNNING)),
            Placement.starts_on.between(today - REACH, today),
            ~fn.EXISTS(_of_supervisor),
        )
        .order_by(Placement.id)
    )
    found = []
    for span in spans:
        window = window_of(span.placement, office_id, calendar_version)
        if window and window.covers(today) and is_asked(person_id, [span], window):
            found.append(span.placement)
    return found


def with_spans(placements: Sequence[Placement]) -> None:
    """Load the spans of some placements."""
    spans = spans_of([each.id for each in placements]) if placements else []
    for each in placements:
        each.spans = [span for span in spans if span.placement_id == each.id]


def is_asked(person_id: int, spans: Sequence[UnitSpan], window: Window | None) -> bool:
    """Whether a person supervises the intern on the tenth day; whoever stands in is not asked."""
    if window is None:
        return False
    here = [each for each in spans if each.starts_on <= window.first <= each.ends_on]
    return any(each.supervisor_id == person_id for each in here)
