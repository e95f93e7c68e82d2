"""What was taught on from a training: a tree of three levels, with each state and evidence."""

import datetime as dt

from mori.accounts.models import Person
from mori.cascades.checking.operations import check_report, return_report
from mori.cascades.confirming.operations import confirm_teaching
from mori.cascades.merging.operations import merge_reports
from mori.cascades.models import Teaching
from mori.cascades.proofs.operations import keep_file
from mori.cascades.queries import teaching_by_id
from mori.cascades.questions.rules import questions
from mori.cascades.reporting.operations import (
    Report,
    draft_report,
    send_report,
    withdraw_report,
)
from mori.cascades.rules import AudienceKind, EvidenceKind, PlaceKind
from mori.cascades.trees.operations import Source, from_teaching, from_training
from mori.core.clock import local_date
from mori.core.files.store import Store
from mori.core.texts.folding import folded
from mori.core.workdays import DAY
from mori.demo.links import NOWHERE, publish
from mori.demo.pictures import paper_file
from mori.events.followups.models import FollowUp
from mori.events.followups.operations import Said, promise
from mori.events.models import Event, Participant
from mori.events.presence.operations import Way, mark_present
from mori.events.presence.rules import HalfDay, How, Part
from mori.events.queries import event_by_id
from mori.events.rules import EventKind, EventState, ListedAs
from mori.institutions.models import Region
from mori.network.members.operations import give_own_link
from mori.network.models import Member
from mori.network.rules import MemberState
from mori.offices.models import Office
from mori.offices.queries import uses_module
from mori.offices.rules import Module

NAMES = ("Lilih Contoh", "Dewi Misal", "Fauzi Umpama", "Rohana Andaian", "Yusuf Teladan")
AGO = 60  # days: when they were trained
SHOWN_BY = "Rohana Andaian"


def teach_on(office: Office, coordinator: Person, at: dt.datetime) -> None:
    """A training of two months ago in an office that has a network, and what came of it."""
    if not uses_module(office.id, Module.NETWORK):
        return
    _Life(office, coordinator, at).go_on()


def show_sheets(store: Store, at: dt.datetime) -> None:
    """Photographed sheets of some teachings."""
    for each in Teaching.select().join(Member, on=Teaching.lead).where(Member.name == SHOWN_BY):
        keep_file(store, teaching_by_id(each.id), EvidenceKind.SHEET, paper_file(), at)


class _Life:
    """What happened, in the order of the days."""

    def __init__(self, office: Office, coordinator: Person, at: dt.datetime) -> None:
        self.office, self.coordinator, self.at = office, coordinator, at
        self.places = _places(office)
        self.people = [self._member(name) for name in NAMES]
        self.training = self._training()
        self.made = 0

    def go_on(self) -> None:
        lilih, dewi, fauzi, rohana, yusuf = self.people
        root = from_training(self.training)
        kept = self._promise(lilih)
        named = ("Siti Misal", "Udin Contoh")
        first = self._sent(lilih, root, 12, 31, learners=named, kept=kept)
        self._confirm(first, 9)
        self._sent(lilih, root, 19, 30, same_crowd_as=first)
        second = self._sent(dewi, from_teaching(first), 8, 18, place=1)
        self._check(second)
        self._confirm(self._sent(fauzi, from_teaching(second), 6, 12, place=1), 6)
        self._sent(rohana, root, 20, 24, place=1)  # with a sheet: see show_sheets
        self._double(self._sent(dewi, root, 12, 29), first)
        self._check(self._sent(fauzi, root, 25, 16))
        returned = self._sent(yusuf, root, 30, 140)
        self._return(returned, "Seratus empat puluh orang di teras rumah? Tolong dihitung lagi.")
        withdrawn = self._sent(yusuf, root, 33, 11)
        withdraw_report(withdrawn, teaching_by_id(withdrawn.id).revision, self.at)
        self._draft(yusuf, root, 40, None)
        self._draft(lilih, root, AGO - 2, 22)  # whoever was there can still confirm it
        for member in (lilih, yusuf):
            self._give_link(member)

    def _give_link(self, member: Member) -> None:
        """The way to their own page, handed over."""
        about = member, "", f"demo own {member.id}", self.coordinator.id
        publish(give_own_link(*about, self.at - DAY, NOWHERE).link)

    def _member(self, name: str) -> Member:
        """One of the network's own, else somebody new."""
        known = Member.get_or_none(Member.office == self.office, Member.name == name)
        return known or Member.create(
            office=self.office,
            name=name,
            name_folded=folded(name),
            state=MemberState.ACTIVE,
            active_on=self._day(AGO),
            made_at=self.at - AGO * DAY,
        )

    def _day(self, ago: int) -> dt.date:
        return local_date(self.at, self.office.zone) - ago * DAY

    def _training(self) -> Event:
        day, at = self._day(AGO), self.at - AGO * DAY
        event = Event.create(
            office=self.office,
            kind=EventKind.TRAINING,
            name="Kelas pengajar contoh",
            theme="Tahu syarat, catat petugas",
            place="Aula Contoh",
            region=self.places[0],
            starts_on=day,
            ends_on=day,
            seats=30,
            answer_until=day - DAY,
            state=EventState.REPORTED,
            made_at=at - 14 * DAY,
        )
        for row, member in enumerate(self.people, 1):
            there = Participant.create(
                event=event,
                member=member,
                name=member.name,
                name_folded=member.name_folded,
                short_code=f"TM{chr(64 + row)}2",
                row=row,
                source=ListedAs.GUEST,
                made_at=at,
            )
            mark_present(there, HalfDay(day, Part.AM), Way(How.SHEET), at, there.key, at)
        return event_by_id(event.id)

    def _draft(
        self,
        lead: Member,
        source: Source,
        days: int,
        heads: int | None,
        *,
        place: int = 0,
        same_crowd_as: Teaching | None = None,
        learners: tuple[str, ...] = (),
        kept: FollowUp | None = None,
    ) -> Teaching:
        self.made += 1
        kinds, audiences = list(PlaceKind), list(AudienceKind)
        report = Report(
            source,
            source.on + days * DAY,
            45 + 15 * (self.made % 3),
            self.places[place].id,
            kinds[self.made % len(kinds)],
            audiences[self.made % len(audiences)],
            same_crowd_as,
            heads,
            (),
            learners,
            kept.id if kept else None,
        )
        return draft_report(lead, report, f"demo {self.training.id} {self.made}", self.at)

    def _sent(
        self,
        lead: Member,
        source: Source,
        days: int,
        heads: int,
        *,
        place: int = 0,
        same_crowd_as: Teaching | None = None,
        learners: tuple[str, ...] = (),
        kept: FollowUp | None = None,
    ) -> Teaching:
        made = self._draft(
            lead,
            source,
            days,
            heads,
            place=place,
            same_crowd_as=same_crowd_as,
            learners=learners,
            kept=kept,
        )
        send_report(made, made.revision, self.at)
        return teaching_by_id(made.id)

    def _promise(self, member: Member) -> FollowUp:
        """What somebody promised at the end of the training, and kept."""
        there = Participant.get(Participant.event == self.training, Participant.member == member)
        said = Said("Empat syarat", "Tetangga satu gang", self.places[0].id, self._day(45), 30)
        return promise(there, said, f"demo {there.key}", None, self.at - AGO * DAY)

    def _confirm(self, teaching: Teaching, phones: int) -> None:
        """Most of them know what they heard."""
        right = [each.right for each in questions()]
        other = [each.choices[-1].code for each in questions()]
        for phone in range(phones):
            answers = other if phone % 4 == 3 else right
            confirm_teaching(teaching, f"demo {teaching.id} {phone}", answers, teaching.on)

    def _check(self, teaching: Teaching) -> None:
        seen = teaching_by_id(teaching.id).revision
        check_report(teaching, seen, self.coordinator.id, self.at)

    def _return(self, teaching: Teaching, reason: str) -> None:
        seen = teaching_by_id(teaching.id).revision
        return_report(teaching, seen, reason, self.coordinator.id, self.at)

    def _double(self, other: Teaching, kept: Teaching) -> None:
        """Somebody who taught beside reported the same afternoon."""
        kept, other = teaching_by_id(kept.id), teaching_by_id(other.id)
        seen = (kept.revision, other.revision)
        merge_reports(kept, other, seen, self.coordinator.id, self.at)


def _places(office: Office) -> tuple[Region, Region]:
    """Where the office is, and elsewhere in its province."""
    rows = list(
        Region.select()
        .where(Region.code.startswith(f"{office.code}."))
        .order_by(Region.code)
        .limit(2)
    )
    return rows[0], rows[-1]
