"""Whatever people do, in whatever order: all is kept as it is counted anew.

``make histories`` does ten thousand things, other ones each time.
"""

import datetime as dt
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test
from peewee import fn

from mori.alumni.consents.operations import note_answer
from mori.alumni.merging.models import AlumnusMerge
from mori.alumni.merging.operations import undo_merge
from mori.alumni.models import Alumnus
from mori.alumni.privacy.operations import erase
from mori.alumni.records.operations import keep_placement
from mori.attendance.operations import check_in
from mori.certificates.papers.models import Paper
from mori.certificates.papers.operations import revoke_paper
from mori.certificates.papers.queries import paper_by_id
from mori.core.db import db, new_key
from mori.core.errors import Refused
from mori.evaluation.assessments.operations import lock_assessment, reopen_assessment
from mori.evaluation.assessments.queries import placements_of, rounds_of
from mori.evaluation.assessments.rules import AssessmentState
from mori.evaluation.choices.models import SchemeChoice
from mori.evaluation.rules import Moment
from mori.logbook import operations as logbook
from mori.offices.models import Holiday
from mori.offices.operations import add_holiday, drop_holiday
from mori.offices.rules import HolidayKind
from mori.placements import operations as placements
from mori.placements.models import Placement
from mori.placements.queries import placement_by_key
from mori.placements.rotation.operations import change_rotation, make_placement
from mori.placements.rules import RUNNING, InternKind, SpanPlan
from tests.alumni.merging.together import merge
from tests.cast import NOON, TODAY, place
from tests.certificates.issuing import ADDRESS, issue, let_issue
from tests.evaluation.assessments.making import begun, round_of
from tests.recap.rollups.doing import DAY, FIRST, Days, days, number
from tests.recap.rollups.recounting import post_of, rebuild, settle, wrong

EACH = 30  # things done in one history


class History(Days):
    """What the people of the cast may do, and what time brings."""

    things = 0  # done in all histories

    def __init__(self) -> None:
        super().__init__()
        self.done = 0
        self.transaction = db.atomic()
        self.transaction.__enter__()
        self.clock.move_to(NOON)
        choices = list(SchemeChoice.select().dicts())
        let_issue(self.cast)
        SchemeChoice.insert_many(choices).execute()
        self._have_something_to_begin_with()

    def _have_something_to_begin_with(self) -> None:
        """Of both interns an internship of before, which alumni remember, and some days of now."""
        both = (self.cast.placement, self.cast.sari), (self.cast.placement_tono, self.cast.tono)
        stays = [(self.cast.pvl, self.cast.rina, None)]
        before = [place(who, self.cast.banua, stays, FIRST - 90 * DAY) for _now, who in both]
        rebuild()
        for placement in before:
            over = placement_by_key(placement.key)
            placements.finish_placement(over, "", self.cast.wati.id, NOON)
            keep_placement(placement, NOON)
        for placement, person in both:
            for day in (TODAY - DAY, TODAY):
                words = logbook.Writing("Hari ini.", minutes=60)
                post, at = post_of(placement, day), self._at(day, 9)
                logbook.submit_entry(post, day, words, new_key(), at)
                check_in(placement, day, person.id, at)

    def teardown(self) -> None:
        try:
            self._compare()
        finally:
            self.transaction.__exit__(Refused, None, None)

    def _compare(self) -> None:
        settle()
        assert wrong() == []

    @invariant()
    def kept_as_counted_anew(self) -> None:
        self.done += 1
        History.things += 1
        if self.done % 10 == 0:
            self._compare()

    # Internships

    @rule(number=number, day=days, swaps=st.booleans())
    def rotate(self, number: int, day: dt.date, swaps: bool) -> None:
        def do() -> None:
            placement = self._placement(number)
            one, other = (self.cast.pvl, self.cast.rina), (self.cast.pencegahan, self.cast.budi)
            first, second = (other, one) if swaps else (one, other)
            plans = [
                SpanPlan(first[0].id, placement.starts_on, day, first[1].id),
                SpanPlan(second[0].id, day + DAY, placement.ends_on, second[1].id),
            ]
            change_rotation(placement, plans, self.cast.wati.id, NOON)
            logbook.follow_rotation(NOON)

        self._do(do)

    @rule(number=number, day=days, verb=st.sampled_from(("pause", "resume", "extend")))
    def go_on(self, number: int, day: dt.date, verb: str) -> None:
        def do() -> None:
            placement, wati = self._placement(number), self.cast.wati.id
            if verb == "extend":
                placements.extend_placement(placement, day + 90 * DAY, "", wati, NOON)
            else:
                getattr(placements, f"{verb}_placement")(placement, "", wati, NOON)

        self._do(do)

    @rule(number=number, day=days, steps_back=st.booleans())
    def end(self, number: int, day: dt.date, steps_back: bool) -> None:
        def do() -> None:
            placement, at = self._placement(number), self._at(day, 12)
            if steps_back:
                placements.withdraw_placement(placement, "", self.cast.wati.id, at)
            else:
                placements.end_placement_early(placement, day, "", self.cast.wati.id, at)

        self._do(do)

    @rule(number=number, kind=st.sampled_from(InternKind))
    def begin(self, number: int, kind: InternKind) -> None:
        def do() -> None:
            person = self._one_of((self.cast.sari, self.cast.tono), number)
            before = Placement.select(fn.MAX(Placement.ends_on)).where(Placement.person == person)
            first = before.scalar() + DAY
            last = first + 20 * DAY
            make_placement(
                person_id=person.id, office_id=self.cast.banua.id, kind=kind,
                programme=f"Program {number % 3}", institution="Kampus Contoh",
                starts_on=first, ends_on=last, actor_id=self.cast.wati.id, at=NOON,
                spans=[SpanPlan(self.cast.pvl.id, first, last, self.cast.rina.id)],
            )  # fmt: skip

        self._do(do)

    # What comes at the end, and after it

    def _finished(self, number: int) -> Placement:
        placement = self._placement(number)
        if placement.state in RUNNING:
            placements.finish_placement(placement, "", self.cast.wati.id, NOON + 900 * DAY)
        return self._placement_of(placement)

    @rule(number=number, day=days)
    def assess(self, number: int, day: dt.date) -> None:
        def do() -> None:
            placement, at = self._placement(number), self._at(day, 15)
            rounds = rounds_of(placements_of([placement.id]))[placement.id]
            final = self._one_of((each for each in rounds if each.moment is Moment.FINAL), 0)
            if final.state.is_locked:
                reopen_assessment(final, "Salah.", self.cast.wati.id, at)
                return
            begun(final, AssessmentState.DISCUSSED)
            lock_assessment(round_of(placement), self.cast.rina.id, at)

        self._do(do)

    @rule(number=number, day=days, revokes=st.booleans())
    def certify(self, number: int, day: dt.date, revokes: bool) -> None:
        def do() -> None:
            if revokes:
                paper = self._one_of(Paper.select().order_by(Paper.id), number)
                revoke_paper(paper_by_id(paper.id), "Salah.", self.cast.wati.id, NOON, ADDRESS)
            else:
                choices = list(SchemeChoice.select().dicts())
                SchemeChoice.delete().execute()  # nobody has to be assessed
                issue(self.cast, self._finished(number), day=day)
                SchemeChoice.insert_many(choices).execute()

        self._do(do)

    @rule(number=number, day=days, verb=st.sampled_from(("keep", "answer", "answer", "erase")))
    def remember(self, number: int, day: dt.date, verb: str) -> None:
        def do() -> None:
            if verb == "keep":
                keep_placement(self._finished(number), NOON)
                return
            alumnus = self._one_of(Alumnus.select().order_by(Alumnus.id), number)
            if verb == "answer":
                note_answer(alumnus, None, self._at(day + 30 * DAY, 12))
            else:
                erase(alumnus, self.cast.wati.id, NOON)

        self._do(do)

    @rule(number=number, undoes=st.booleans())
    def put_together(self, number: int, undoes: bool) -> None:
        def do() -> None:
            if undoes:
                undo_merge(self._one_of(AlumnusMerge.select(), number), self.cast.wati.id, NOON)
                return
            rows = Alumnus.select().where(Alumnus.merged_into.is_null()).order_by(Alumnus.id)
            one, other = self._one_of(rows, number), self._one_of(rows, number + 1)
            merge(one, other, self.cast.wati)

        self._do(do)

    # Time, and the office's calendar

    @rule(hours=st.integers(1, 60))
    def wait(self, hours: int) -> None:
        self.clock.shift(dt.timedelta(hours=hours))

    @rule(number=number, day=days, drops=st.booleans())
    def close(self, number: int, day: dt.date, drops: bool) -> None:
        def do() -> None:
            if drops:
                drop_holiday(self._one_of(Holiday.select(), number))
            else:
                add_holiday(self.cast.banua.id, day, "Libur", HolidayKind.LOCAL)

        self._do(do)


def test_whatever_happens_all_is_kept_as_it_is_counted_anew(
    cast: Any, noon: Any, request: pytest.FixtureRequest
) -> None:
    wanted, first = request.config.getoption("--inputs") // 2, request.config.getoption("--seed")
    History.cast, History.clock, History.things = cast, noon, 0
    how = settings(
        max_examples=5,
        stateful_step_count=EACH,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # to find the shortest history takes minutes
        suppress_health_check=list(HealthCheck),
    )

    for each in count(first):  # histories are as long as they like to be
        run_state_machine_as_test(seed(each)(History), settings=how)
        if History.things >= wanted:
            break
