"""Members who were trained, what they taught, and browsers that hold their links."""

from itertools import count

from mori.cascades.figures.operations import count_tree
from mori.cascades.models import Teaching
from mori.cascades.queries import teaching_by_id
from mori.cascades.reporting.operations import Report, draft_report, send_report
from mori.cascades.rules import (
    AudienceKind,
    PlaceKind,
    TeachingState,
    level_of,
    path_below,
    segment,
)
from mori.cascades.trees.operations import from_teaching, from_training
from mori.core.db import new_key
from mori.core.workdays import DAY
from mori.events.models import Event, Participant
from mori.events.presence.operations import Way, mark_present
from mori.events.presence.rules import HalfDay, How, Part
from mori.events.queries import event_by_id
from mori.events.rules import EventKind, EventState, ListedAs
from mori.institutions.queries import region_by_code
from mori.links.operations import Given
from mori.network.models import Member
from tests.cast import NOON, TODAY
from tests.network.making import holder, link_to, make_member

__all__ = ["holder", "link_to", "make_member"]

TRAINED_ON = TODAY - 40 * DAY
PLACES = "63.71", "63.72"  # Banjarmasin, Banjarbaru
_numbers = count(1)


def make_training(office, *trained: Member, name: str = "Kelas Umpama", on=TRAINED_ON) -> Event:
    """A training that is over, and who was on its list."""
    event = Event.create(
        office=office.id,
        kind=EventKind.TRAINING,
        name=name,
        starts_on=on,
        ends_on=on,
        seats=60,
        answer_until=on,
        state=EventState.CLOSED,
        made_at=NOON,
    )
    for row, member in enumerate(trained, 1):
        there = Participant.create(
            event=event,
            member=member,
            name=member.name,
            name_folded=member.name_folded,
            short_code=f"A{chr(65 + row // 24)}{chr(65 + row % 24)}B",
            row=row,
            source=ListedAs.GUEST,
            made_at=NOON,
        )
        mark_present(there, HalfDay(on, Part.AM), Way(How.SHEET), NOON, there.key, NOON)
    return event_by_id(event.id)


def report_of(source: Event | Teaching, days: int = 5, place: int = 0, **said) -> Report:
    """What is said of a teaching so many days after its source."""
    is_teaching = isinstance(source, Teaching)
    found = from_teaching(source) if is_teaching else from_training(source)
    region = region_by_code(PLACES[place])
    told = {"headcount": 30, **said}
    return Report(
        found, found.on + days * DAY, 60, region.id, PlaceKind.HALL, AudienceKind.CLASS, **told
    )


def draft(lead: Member, source: Event | Teaching, days: int = 5, at=NOON, **said) -> Teaching:
    token = f"report {next(_numbers)}"
    return draft_report(lead, report_of(source, days, **said), token, at)


def taught(lead: Member, source: Event | Teaching, days: int = 5, **said) -> Teaching:
    """A teaching that was sent."""
    made = draft(lead, source, days, **said)
    send_report(made, made.revision, NOON)
    return teaching_by_id(made.id)


def grow(office, lead: Member, training: Event, count: int) -> None:
    """A tree of five levels and so many teachings, as if each had been reported."""
    region = region_by_code(PLACES[0])
    first = (Teaching.select(Teaching.id).order_by(Teaching.id.desc()).scalar() or 0) + 1
    paths: list[str] = []
    rows = []
    for place in range(count):
        number, parent = first + place, paths[(place - 1) // 6] if place else segment(training.id)
        if level_of(parent) > 4:
            parent = paths[place % 6]
        paths.append(path_below(parent, number))
        above = int(parent[-10:]) if level_of(parent) > 1 else None
        rows.append(
            {
                "id": number,
                "key": new_key(),
                "token": new_key(),
                "code": f"{number:06}",
                "office": office.id,
                "lead": lead.id,
                "training": training.id,
                "source_event": None if above else training.id,
                "source_teaching": above,
                "level": level_of(paths[-1]),
                "path": paths[-1],
                "on": TRAINED_ON + place % 30 * DAY,
                "minutes": 60,
                "region": region.id,
                "place_kind": "hall",
                "audience": "class",
                "same_crowd_as": None,
                "headcount": 20 + place % 17,
                "state": TeachingState.SENT,
                "evidence": place % 3,
                "merged_into": None,
                "made_at": NOON,
            }
        )
    for start in range(0, count, 40):
        Teaching.insert_many(rows[start : start + 40]).execute()
    count_tree(training.id)


def base_of(given: Given) -> str:
    return f"/t/{given.link.key}/mengajar"
