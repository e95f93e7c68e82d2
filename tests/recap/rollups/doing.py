"""What people of the cast may do on any day: one thing of a made-up history."""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from mori.attendance.corrections.models import AttendanceCorrection
from mori.attendance.corrections.operations import (
    accept_correction,
    ask_for_correction,
    ask_to_be_away,
    call_off_absence,
)
from mori.attendance.corrections.queries import correction_by_key
from mori.attendance.day_operations import DaySaid, confirm_day_off
from mori.attendance.models import Attendance
from mori.attendance.operations import check_in, check_out, report_absence
from mori.attendance.queries import attendance_of
from mori.attendance.rules import REPORTS, AttendanceKind
from mori.attendance.sheets.operations import SheetLine, enter_sheet
from mori.attendance.terms.operations import set_grace
from mori.core.clock import moment
from mori.core.db import db, new_key
from mori.core.errors import Refused
from mori.logbook import operations as logbook
from mori.logbook.models import Entry
from mori.logbook.queries import entry_by_id
from mori.logbook.review.operations import apply_verdict, decide_entry, hand_over_entry
from mori.logbook.rules import EntryState
from mori.logbook.withdrawal.operations import withdraw_entry
from mori.placements.models import Placement
from mori.placements.queries import placement_by_key
from mori.placements.rules import RUNNING
from tests.cast import NOON, TODAY
from tests.recap.rollups.recounting import post_of

DAY = dt.timedelta(days=1)
FIRST = TODAY - 16 * DAY  # of the cast's internships
days = st.integers(-3, 24).map(lambda number: FIRST + number * DAY)
hours = st.integers(0, 23)
number = st.integers(0, 999)


class Days(RuleBasedStateMachine):
    """Days as they are written and recorded; what is refused changes nothing."""

    cast: Any
    clock: Any

    def _at(self, day: dt.date, hour: int) -> dt.datetime:
        return moment(day, dt.time(hour, 20), self.cast.banua.zone)

    def _one_of(self, rows: Any, number: int) -> Any:
        found = list(rows)
        if not found:
            raise Refused("there is none")
        return found[number % len(found)]

    def _placement(self, number: int) -> Placement:
        mine = Placement.select().where(Placement.office == self.cast.banua)
        return self._placement_of(self._one_of(mine.order_by(Placement.id), number))

    def _placement_of(self, row: Placement) -> Placement:
        found = placement_by_key(row.key)
        assert found
        return found

    def _running(self, number: int) -> Placement:
        mine = Placement.select().where(
            Placement.office == self.cast.banua, Placement.state.in_(list(RUNNING))
        )
        return self._placement_of(self._one_of(mine.order_by(Placement.id), number))

    def _entry(self, number: int, *states: EntryState) -> Entry:
        found = Entry.select().where(Entry.state.in_(list(states or EntryState)))
        return entry_by_id(self._one_of(found.order_by(Entry.id), number).id)

    def _do(self, what: Callable[[], object]) -> None:
        with suppress(Refused), db.atomic():
            what()

    # Entries

    @rule(number=number, day=days, hour=hours, minutes=st.sampled_from((None, 45, 480)))
    def write(self, number: int, day: dt.date, hour: int, minutes: int | None) -> None:
        def do() -> None:
            placement = self._placement(number)
            words = logbook.Writing(f"Hari ini {number}.", minutes=minutes)
            logbook.submit_entry(
                post_of(placement, day), day, words, new_key(), self._at(day + DAY, hour)
            )

        self._do(do)

    @rule(number=number, day=days, hour=hours)
    def rewrite(self, number: int, day: dt.date, hour: int) -> None:
        def do() -> None:
            entry = self._entry(number, *set(EntryState) - {EntryState.APPROVED})
            words = logbook.Writing(f"Lain {number} {hour}.", minutes=30)
            logbook.change_entry(entry, words, entry.revision, self._at(day, hour))

        self._do(do)

    @rule(number=number)
    def take_back(self, number: int) -> None:
        def do() -> None:
            entry = self._entry(number, EntryState.SUBMITTED)
            withdraw_entry(entry, entry.day, self._at(entry.day, 23))

        self._do(do)

    @rule(number=number, day=days, hour=hours, verb=st.sampled_from(("approve", "return")))
    def decide(self, number: int, day: dt.date, hour: int, verb: str) -> None:
        def do() -> None:
            entry = self._entry(number, EntryState.SUBMITTED)
            verdict = decide_entry(
                entry, entry.revision, verb, self.cast.rina.id, self._at(day, hour), "Kurang."
            )
            apply_verdict(verdict.id)

        self._do(do)

    @rule(number=number, is_budi=st.booleans())
    def hand_over(self, number: int, is_budi: bool) -> None:
        def do() -> None:
            to = self.cast.budi if is_budi else self.cast.rina
            entry = self._entry(number, EntryState.SUBMITTED)
            hand_over_entry(entry, to.id, self.cast.wati.id, NOON)

        self._do(do)

    # Presence

    @rule(number=number, day=days, hour=hours)
    def come(self, number: int, day: dt.date, hour: int) -> None:
        def do() -> None:
            placement = self._running(number)
            check_in(placement, day, placement.person_id, self._at(day, hour))

        self._do(do)

    @rule(number=number, hour=hours)
    def leave(self, number: int, hour: int) -> None:
        def do() -> None:
            there = Attendance.select().where(Attendance.checked_in_at.is_null(False))
            row = self._one_of(there.order_by(Attendance.id), number)
            placement = self._placement_of(row.placement)
            left_at = row.checked_in_at + dt.timedelta(hours=1 + hour)
            check_out(placement, row.day, placement.person_id, left_at)

        self._do(do)

    @rule(number=number, day=days, kind=st.sampled_from(REPORTS))
    def be_away(self, number: int, day: dt.date, kind: AttendanceKind) -> None:
        def do() -> None:
            placement, at = self._running(number), self._at(day, 8)
            report_absence(placement, day, kind, "Izin.", placement.person_id, at)

        self._do(do)

    @rule(number=number, day=days, hour=hours, kind=st.sampled_from(AttendanceKind))
    def correct(self, number: int, day: dt.date, hour: int, kind: AttendanceKind) -> None:
        def do() -> None:
            placement, at = self._placement(number), self._at(day + 2 * DAY, 12)
            said = DaySaid(kind, self._at(day, hour))
            asked = ask_for_correction(placement, day, said, "Lupa.", new_key(), at)
            accept_correction(asked, "", self.cast.wati.id, at)

        self._do(do)

    @rule(number=number, day=days, hour=hours, calls_off=st.booleans())
    def be_partly_away(self, number: int, day: dt.date, hour: int, calls_off: bool) -> None:
        def do() -> None:
            wati = self.cast.wati.id
            if calls_off:
                asked = AttendanceCorrection.select().order_by(AttendanceCorrection.id)
                agreed = correction_by_key(self._one_of(asked, number).key)
                call_off_absence(agreed, "", wati, self.cast.banua.zone, NOON)
                return
            part = self._at(day, hour), self._at(day, hour) + DAY / 8
            placement, at = self._placement(number), self._at(day, 6)
            made = ask_to_be_away(placement, day, part, "Ujian.", new_key(), at)
            accept_correction(correction_by_key(made.key), "", wati, at)

        self._do(do)

    @rule(number=number, is_so=st.booleans())
    def confirm(self, number: int, is_so: bool) -> None:
        def do() -> None:
            row = self._one_of(Attendance.select().order_by(Attendance.id), number)
            confirm_day_off(row, is_so, self.cast.wati.id, NOON)

        self._do(do)

    @rule(day=days, minutes=st.sampled_from((0, 30, 120)))
    def give_grace(self, day: dt.date, minutes: int) -> None:
        self._do(lambda: set_grace(self.cast.banua.id, minutes, day, TODAY))

    @rule(day=days, hour=hours)
    def type_in(self, day: dt.date, hour: int) -> None:
        def do() -> None:
            both = [self.cast.placement, self.cast.placement_tono]
            said = DaySaid(
                AttendanceKind.PRESENT, self._at(day, hour), self._at(day, 23) + DAY / 24
            )
            lines = [SheetLine(each, said, attendance_of(each.id, day)) for each in both]
            enter_sheet(self.cast.banua.id, day, lines, new_key(), self.cast.wati.id, NOON)

        self._do(do)
