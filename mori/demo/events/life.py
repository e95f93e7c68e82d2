"""Events of the demonstration: one that runs today, one reported, one announced, a draft, and one
that was called off.
"""

import datetime as dt
from itertools import count, islice, product
from typing import Any

from mori.accounts.models import Person
from mori.core.clock import local_date
from mori.core.tickets import key_of
from mori.core.workdays import DAY
from mori.events.agenda.operations import SessionFacts, add_session
from mori.events.answering.operations import Answer, Comer, answer
from mori.events.guests.operations import add_guest
from mori.events.inviting.operations import invite
from mori.events.making.operations import (
    Facts,
    announce_event,
    make_event,
    make_series,
    settle_event,
)
from mori.events.models import Event, EventInvitation
from mori.events.queries import event_by_id
from mori.events.rules import EventKind, InvitationState, Method, Mode, Notice, ToldBy
from mori.events.telling.letters import Door, pass_of
from mori.events.telling.operations import call_off, note_told
from mori.network.communities.queries import contacts_of, others_of
from mori.network.models import Community, Member
from mori.network.queries import agreeing_to
from mori.network.rules import CommunityState, Purpose
from mori.offices.models import Office
from mori.offices.queries import uses_module
from mori.offices.rules import Module

from .afterwards import ask_three, chapter_with_questions, look_back, mark_day, plan_day
from .minutes import draft, minutes_link, promise_link, report
from .presence import code_link, door_links, mark_some

FIRST = [
    "Aminah",
    "Bahrun",
    "Cempaka",
    "Dahlia",
    "Fitriani",
    "Gazali",
    "Hidayat",
    "Kartini",
    "Lilis",
    "Mulyani",
]
LAST = ["Teladan", "Misalkan", "Umpama", "Contoh", "Andaian", "Perumpamaan", "Permisalan"]
NEEDS = {7: "wheelchair", 19: "sign", 33: "child"}  # of who was named when
GUESTS = ("Radio Contoh", "Dinas Misal", "Kelurahan Umpama")
ANSWERS: tuple[InvitationState, ...] = (
    InvitationState.MAYBE,
    InvitationState.NO,
    InvitationState.YES,
)
SPEAKER = "Norhayati Umpama"
PLACE = "Aula Contoh lantai 1, seberang kantor pos"
PROTECTION = "Petugas piket perlindungan, berompi kuning di meja depan"


def hold_events(office: Office, coordinator: Person, at: dt.datetime, secret: bytes) -> None:
    """A year's events of an office that has a network, as they stand now."""
    if not uses_module(office.id, Module.NETWORK):
        return
    rows = [each for each in others_of(office.id) if each.state is CommunityState.ACTIVE]
    if not rows:
        return
    desk = _Desk(office, coordinator, local_date(at, office.zone), at, Door("", secret), rows)
    desk.hold_reported()
    desk.hold_running()
    desk.announce_next()
    desk.draft_one()
    desk.call_one_off()


class _Desk:
    """What the coordinator does, in the order of the days."""

    def __init__(
        self,
        office: Office,
        coordinator: Person,
        today: dt.date,
        at: dt.datetime,
        door: Door,
        communities: list[Community],
    ) -> None:
        self.office, self.coordinator = office, coordinator
        self.today, self.at, self.door = today, at, door
        self.communities = communities
        self.contacts = _who_may_be_invited(communities, today)
        self.series = make_series(
            office.id, "Temu berkala jejaring", 3, f"demo series {office.id}", at
        )
        self.numbers = count()

    def hold_reported(self) -> None:
        event = self._make(
            "Temu berkala contoh", EventKind.MEETING, -82, 1, 30, at=self.at - 96 * DAY
        )
        begun = self.at - 95 * DAY
        announce_event(event, self.coordinator.id, begun)
        plan_day(event, begun)
        self._invite(event, self.communities, 1, begun)
        self._answer(event, len(self.communities), begun + DAY)
        mark_day(event_by_id(event.id), self.coordinator)
        report(event, self.coordinator.id, self.at - 82 * DAY, self.at)
        look_back(event_by_id(event.id), self.coordinator, self.at)

    def hold_running(self) -> None:
        """A training of two days that begins today: about sixty people."""
        begun = self.at - 14 * DAY
        event = self._make("Pelatihan pelatih contoh", EventKind.TRAINING, 0, 2, 64, at=begun)
        announce_event(event, self.coordinator.id, begun)
        self._agenda(event, begun)
        self._invite(event, self.communities, 3, begun)
        self._answer(event, len(self.communities), self.at - 8 * DAY)
        for n, community in enumerate(GUESTS):
            name = self._name()
            token = f"demo guest {event.id} {n}"
            add_guest(event, name, self.at - 5 * DAY, community_name=community, token=token)
        settle_event(event_by_id(event.id), self.at)
        mark_some(event, self.coordinator.id, self.at)
        draft(event_by_id(event.id), self.coordinator.id, self.at)

    def announce_next(self) -> None:
        """In nine days, with answers of each kind, and more who would come than seats."""
        begun = self.at - 4 * DAY
        event = self._make("Kelas kampanye contoh", EventKind.CLASS, 9, 1, 12, at=begun)
        announce_event(event, self.coordinator.id, begun)
        self._agenda(event, begun)
        self._invite(event, self.communities[:14], 1, begun)
        rows = self._invitations(event)
        for row, state in zip(rows, (InvitationState.YES,) * 4 + ANSWERS, strict=False):
            if row.state is not InvitationState.WAITING:
                self._say(row, state, self.at - DAY)

    def draft_one(self) -> None:
        self._make("Sosialisasi contoh di pasar", EventKind.OUTREACH, 40, 1, 40, at=self.at)

    def call_one_off(self) -> None:
        begun = self.at - 6 * DAY
        event = self._make("Diskusi contoh", EventKind.MEETING, 16, 1, 20, at=begun)
        announce_event(event, self.coordinator.id, begun)
        self._invite(event, self.communities[:5], 1, begun)
        reason = "Gedungnya dipakai untuk hal lain pada hari itu."
        call_off(event_by_id(event.id), reason, self.door, self.coordinator.id, self.at - DAY)

    def _make(
        self, name: str, kind: EventKind, begins: int, days: int, seats: int, at: dt.datetime
    ) -> Event:
        first = self.today + begins * DAY
        facts = Facts(
            kind=kind,
            name=name,
            theme="Tahu syarat, catat layanan, ajarkan lagi",
            about="Bawa alat tulis dan ponsel. Makan siang disediakan.",
            mode=Mode.HERE,
            place=PLACE,
            region=None,
            starts_on=first,
            ends_on=first + (days - 1) * DAY,
            seats=seats,
            answer_until=first - 2 * DAY,
            series=self.series.id if kind is EventKind.MEETING else None,
            protection=PROTECTION,
        )
        token = f"demo {self.office.id} {name}"
        return make_event(self.office.id, facts, token, self.coordinator.id, at)

    def _agenda(self, event: Event, at: dt.datetime) -> None:
        edition, chapter = chapter_with_questions(self.office.id)
        titles = ("Empat syarat sebelum ke loket", "Mencatat layanan", "Latihan mengajar lagi")
        for n, title in enumerate(titles):
            starts = dt.time(8 + 2 * n, 30)
            day = event.starts_on if n < 2 else event.ends_on
            method = Method.TALK if n == 0 else Method.PRACTICE
            material = "Lembar peraga satu halaman"
            named = (chapter, edition) if n == 0 else ("", "")
            hours = (day, starts, dt.time(10 + 2 * n))
            facts = SessionFacts(*hours, title, method, *named, material, "")
            add_session(event, key_of(f"{event.key} {n}"), facts, [(SPEAKER, "Asisten")], at)
        ask_three(event, self.coordinator, at)

    def _invite(
        self, event: Event, communities: list[Community], seats: int, at: dt.datetime
    ) -> None:
        for community in communities:
            member = self.contacts.get(community.id)
            made = invite(event, community, member, seats, self.coordinator.id, at)
            if made.state is not InvitationState.WAITING:
                note_told(made, Notice.INVITED, ToldBy.SHARED, self.coordinator.id, at)

    def _invitations(self, event: Event) -> list[EventInvitation]:
        return list(
            EventInvitation.select()
            .where(EventInvitation.event == event.id)
            .order_by(EventInvitation.id)
        )

    def _answer(self, event: Event, most: int, at: dt.datetime) -> None:
        for row in islice(self._invitations(event), most):
            self._say(row, InvitationState.YES, at)

    def _say(self, row: EventInvitation, state: InvitationState, at: dt.datetime) -> None:
        is_yes = state is InvitationState.YES
        comers = [self._comer() for _each in range(row.seats)] if is_yes else []
        phone = f"+628120000{row.id % 1000:04}" if is_yes and row.id % 2 else ""
        answer(row, Answer(state, comers, phone), self.door, at)

    def _comer(self) -> Comer:
        number = next(self.numbers)
        return Comer(_name(number), NEEDS.get(number, ""), number % 5 != 0, number % 2 == 0)

    def _name(self) -> str:
        return _name(next(self.numbers))


def _name(number: int) -> str:
    names = list(product(LAST, FIRST))
    last, first = names[number % len(names)]
    return f"{first} {last}"


def _who_may_be_invited(communities: list[Community], today: dt.date) -> dict[int, Member]:
    contacts = contacts_of([each.id for each in communities], today)
    may = agreeing_to(Purpose.MEETINGS, {row.id for rows in contacts.values() for row in rows})
    chosen = {
        number: next((row for row in rows if row.id in may), None)
        for number, rows in contacts.items()
    }
    return {number: member for number, member in chosen.items() if member}


def listed_events(address: str, secret: bytes) -> list[dict[str, Any]]:
    """The events of the demonstration, each with an invitation that can be answered."""
    events = Event.select().order_by(Event.starts_on, Event.id)
    return [
        {
            "name": each.name,
            "office": each.office.name,
            "state": each.state.value,
            "url": f"{address}/kegiatan/{each.key}",
            "invitation": _invitation_of(each, address, secret),
            "doors": door_links(each, address),
            "code": code_link(each, address),
            "promise": promise_link(each, address, secret),
            "minutes": minutes_link(each, address, secret),
        }
        for each in events
    ]


def _invitation_of(event: Event, address: str, secret: bytes) -> str:
    row = (
        EventInvitation.select()
        .where(EventInvitation.event == event.id)
        .order_by(EventInvitation.id)
        .first()
    )
    return f"{address}/jawab/{pass_of(secret, row.key)}" if row else ""
