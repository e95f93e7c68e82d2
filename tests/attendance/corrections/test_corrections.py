"""An intern asks for a day to be corrected; the office decides, and nothing is lost."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest

from mori.attendance.corrections.models import AttendanceCorrection
from mori.attendance.corrections.operations import (
    accept_correction,
    ask_for_correction,
    refuse_correction,
    withdraw_correction,
)
from mori.attendance.corrections.queries import (
    correction_by_key,
    corrections_decided,
    corrections_waiting,
    count_of_corrections_waiting,
    events_of,
)
from mori.attendance.day_operations import DaySaid, Whose, facts_of, set_day
from mori.attendance.models import Attendance, AttendanceEvent
from mori.attendance.operations import check_in, check_out, report_absence
from mori.attendance.rules import AttendanceKind
from mori.core.clock import moment
from mori.core.db import db, new_key
from mori.core.errors import Refused
from mori.placements.models import Placement, UnitSpan
from tests.cast import NOON, TODAY

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
YESTERDAY = TODAY - DAY
CAME_AT, LEFT_AT = (
    moment(YESTERDAY, time, "Asia/Makassar") for time in (dt.time(7, 40), dt.time(16, 5))
)
PRESENT = DaySaid(AttendanceKind.PRESENT, CAME_AT, LEFT_AT)
AWAY = DaySaid(AttendanceKind.EXCUSED)


@pytest.fixture
def placement(cast) -> Placement:
    return Placement.get_by_id(cast.placement.id)


def ask(placement, day=YESTERDAY, said=PRESENT, token=None):
    made = ask_for_correction(placement, day, said, "HP habis baterai.", token or new_key(), NOON)
    return correction_by_key(made.key)


def verbs(correction) -> list[tuple[str, str]]:
    return [(event.verb, event.actor.name) for event in events_of(correction.id)]


def test_an_accepted_one_becomes_the_day(cast, placement):
    correction = ask(placement)

    accept_correction(correction, "Ya, saya lihat.", cast.rina.id, NOON)

    row = Attendance.get(Attendance.day == YESTERDAY)
    assert facts_of(row) == ("present", CAME_AT, LEFT_AT)
    assert verbs(correction) == [("ask", "Sari Contoh"), ("accept", "Rina Contoh")]
    assert [(e.verb, e.actor_id) for e in row.events] == [("correct", cast.rina.id)]


def test_what_was_recorded_before_is_kept_with_it(cast, placement):
    report_absence(placement, YESTERDAY, AttendanceKind.SICK, "Demam", cast.sari.id, NOON)
    correction = ask(placement)

    accept_correction(correction, "", cast.wati.id, NOON)

    kept = AttendanceCorrection.get_by_id(correction.id)
    assert (kept.state, kept.before_kind, kept.before_came_at) == ("accepted", "sick", None)


def test_a_refused_one_leaves_the_day_alone_and_says_why(cast, placement):
    correction = ask(placement)

    refuse_correction(correction, "Tidak ada di buku tamu.", cast.rina.id, NOON)

    assert not Attendance.select().exists()
    assert events_of(correction.id)[-1].note == "Tidak ada di buku tamu."


def test_refusing_needs_a_reason(cast, placement):
    with pytest.raises(Refused):
        refuse_correction(ask(placement), "", cast.rina.id, NOON)


@pytest.mark.parametrize("first", [accept_correction, refuse_correction])
@pytest.mark.parametrize("second", [accept_correction, refuse_correction])
def test_only_the_first_decision_counts(cast, placement, first, second):
    correction = ask(placement)
    first(correction, "Begitu.", cast.rina.id, NOON)

    with pytest.raises(Refused):
        second(correction, "Begini.", cast.budi.id, NOON)

    assert len(events_of(correction.id)) == 2


def test_a_withdrawn_one_can_no_longer_be_decided_and_another_may_follow(cast, placement):
    correction = ask(placement)
    withdraw_correction(correction, NOON)

    with pytest.raises(Refused):
        accept_correction(correction, "", cast.rina.id, NOON)
    assert ask(placement).state == "asked"


def test_the_offices_times_are_no_longer_a_phones(cast, placement):
    morning, evening = CAME_AT - HOUR, LEFT_AT + HOUR
    check_in(placement, YESTERDAY, cast.sari.id, morning, NOON)
    check_out(placement, YESTERDAY, cast.sari.id, evening, NOON)

    accept_correction(ask(placement), "Ya.", cast.rina.id, NOON)

    row = Attendance.get()
    assert facts_of(row) == ("present", CAME_AT, LEFT_AT)
    assert (row.in_received_at, row.out_received_at) == (None, None)


def test_nobody_decides_on_their_own(cast, placement):
    correction = ask(placement)

    for decide in (accept_correction, refuse_correction):
        with pytest.raises(Refused):
            decide(correction, "Benar.", cast.sari.id, NOON)


def test_the_same_form_twice_is_one_request(placement):
    first, again = (ask(placement, token="once") for _time in range(2))

    assert first.id == again.id
    assert verbs(first) == [("ask", "Sari Contoh")]


def test_the_same_form_for_another_day_is_another_request(placement):
    asked = [ask(placement, day=day, said=AWAY, token="once") for day in (YESTERDAY, TODAY)]

    assert [each.day for each in asked] == [YESTERDAY, TODAY]


def test_the_same_form_of_another_intern_is_another_request(cast, placement):
    other = Placement.get_by_id(cast.placement_tono.id)

    made = {ask(each, token="once").placement_id for each in (placement, other)}

    assert made == {placement.id, other.id}


def test_a_day_has_one_open_request(placement):
    ask(placement)

    with pytest.raises(Refused):
        ask(placement)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (dt.date(2026, 11, 1), PRESENT),  # before the first day
        (TODAY + DAY, PRESENT),
        (YESTERDAY, DaySaid(AttendanceKind.PRESENT)),
        (YESTERDAY, DaySaid(AttendanceKind.PRESENT, LEFT_AT, CAME_AT)),
        (TODAY, DaySaid(AttendanceKind.PRESENT, NOON, NOON + HOUR)),
    ],
)
def test_what_cannot_be_is_not_asked_for(placement, day, said):
    with pytest.raises(Refused):
        ask(placement, day, said)
    assert not AttendanceCorrection.select().exists()


def test_what_is_recorded_already_is_not_asked_for(placement):
    check_in(placement, YESTERDAY, placement.person_id, CAME_AT)

    with pytest.raises(Refused):
        ask(placement, said=DaySaid(AttendanceKind.PRESENT, CAME_AT))


def test_who_looks_after_the_day_is_asked_and_a_coordinator_of_the_office(cast, placement):
    correction = ask(placement)

    assert correction.supervisor_ids == {cast.rina.id, cast.budi.id}
    assert [
        count_of_corrections_waiting(cast.banua.id, each.id) for each in (cast.rina, cast.budi)
    ] == [1, 1]
    assert count_of_corrections_waiting(cast.banua.id) == 1
    assert count_of_corrections_waiting(cast.seberang.id) == 0
    assert corrections_waiting(cast.banua.id, cast.joko.id) == []


def test_who_looks_after_another_day_is_not_asked(cast, placement):
    UnitSpan.update(starts_on=TODAY).where(UnitSpan.placement == placement.id).execute()
    UnitSpan.create(
        placement=placement,
        unit=cast.pencegahan,
        position=1,
        starts_on=placement.starts_on,
        ends_on=YESTERDAY,
        supervisor=cast.budi,
    )

    correction = ask(placement)

    assert correction.supervisor_ids == {cast.budi.id}
    assert [
        count_of_corrections_waiting(cast.banua.id, each.id) for each in (cast.rina, cast.budi)
    ] == [0, 1]


@pytest.mark.parametrize(
    "meanwhile", [{"kind": "sick"}, {"checked_in_at": LEFT_AT - HOUR}, {"checked_out_at": LEFT_AT}]
)
def test_what_was_recorded_meanwhile_is_not_overwritten(cast, placement, meanwhile):
    before = check_in(placement, YESTERDAY, placement.person_id, CAME_AT)
    Attendance.update(meanwhile).execute()
    whose = Whose(placement.id, placement.person_id, placement.office_id)

    with pytest.raises(Refused):
        set_day(whose, YESTERDAY, PRESENT, before, "correct", cast.rina.id, NOON)


def test_a_decided_one_changes_lists(cast, placement):
    correction = ask(placement)
    refuse_correction(correction, "Belum ada bukti.", cast.rina.id, NOON)

    assert corrections_waiting(cast.banua.id) == []
    assert corrections_decided(cast.banua.id, cast.rina.id) == [correction]


def test_two_deciders_at_once_are_one_decision(committed):
    cast = committed.cast
    key = ask(Placement.get_by_id(cast.placement.id)).key

    def decide(actor_id: int) -> bool:
        with db.connection_context():
            try:
                accept_correction(correction_by_key(key), "", actor_id, NOON)
            except Refused:
                return False
            return True

    db.close()
    with ThreadPoolExecutor(2) as pool:
        decided = list(pool.map(decide, [cast.rina.id, cast.wati.id] * 2))

    assert decided.count(True) == 1
    assert AttendanceEvent.select().count() == 1


def test_two_requests_at_once_are_one(committed):
    placement_id = committed.cast.placement.id

    def send(token: str) -> bool:
        with db.connection_context():
            try:
                ask(Placement.get_by_id(placement_id), token=token)
            except Refused:
                return False
            return True

    db.close()
    with ThreadPoolExecutor(4) as pool:
        sent = list(pool.map(send, ["a", "b", "a", "b"]))

    assert any(sent)
    assert AttendanceCorrection.select().count() == 1
