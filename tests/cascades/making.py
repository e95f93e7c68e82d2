"""Members who were trained, what they taught, and browsers that hold their links."""

import datetime as dt
from itertools import count

from mori.cascades.models import Teaching
from mori.cascades.queries import teaching_by_id
from mori.cascades.reporting.operations import Report, draft_report, send_report
from mori.cascades.rules import AudienceKind, PlaceKind
from mori.cascades.trees.operations import from_teaching, from_training
from mori.core.texts.folding import folded
from mori.core.workdays import DAY
from mori.events.models import Event, Participant
from mori.events.queries import event_by_id
from mori.events.rules import EventKind, EventState, ListedAs
from mori.institutions.queries import region_by_code
from mori.links.operations import Given, give_link
from mori.links.rules import About, Hand
from mori.network.models import Member
from mori.network.own.views import LINK
from mori.network.rules import MEMBER
from tests.cast import NOON, TODAY
from tests.links.holding import POST, holder

__all__ = ["holder"]

TRAINED_ON = TODAY - 40 * DAY
PLACES = "63.71", "63.72"  # Banjarmasin, Banjarbaru
_numbers = count(1)


def make_member(office, name: str) -> Member:
    return Member.create(office=office.id, name=name, name_folded=folded(name), made_at=NOON)


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
        Participant.create(
            event=event,
            member=member,
            name=member.name,
            name_folded=member.name_folded,
            short_code=f"A{chr(65 + row // 24)}{chr(65 + row % 24)}B",
            row=row,
            source=ListedAs.GUEST,
            made_at=NOON,
        )
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


def link_to(cast, member: Member, token: str = "t", at: dt.datetime = NOON) -> Given:
    about = About(MEMBER, member.key, member.name)
    hand = Hand(member.name)
    return give_link(LINK.name, about, hand, member.office_id, token, cast.wati.id, at, POST)


def base_of(given: Given) -> str:
    return f"/t/{given.link.key}/mengajar"
