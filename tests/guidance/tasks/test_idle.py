"""Five working days without a task are the supervisor's to know, and nobody else's."""

import datetime as dt

import pytest

from mori.attendance.models import Attendance
from mori.guidance.tasks.operations import finish_task, name_task, withdraw_task
from mori.guidance.tasks.rules import Standing, TaskState, is_idle, standing
from mori.guidance.tasks.waiting import OfficeDay, idle_interns
from mori.offices.models import Holiday, Office
from mori.placements.models import Placement, PlacementEvent
from mori.placements.rules import PlacementState
from tests.cast import NOON, TODAY
from tests.guidance.making import give
from tests.logbook.writing import write_entry

pytestmark = pytest.mark.usefixtures("noon")
DAY = dt.timedelta(days=1)
SENTENCE = "Sari Contoh belum mendapat tugas sejak"


@pytest.fixture
def idle(cast):
    """Whether Rina is told of Sari on a day, Wednesday if none is given; and since when."""

    def look(day=TODAY):
        office = Office.get_by_id(cast.banua.id)
        here = OfficeDay(office.id, office.calendar_version, office.zone, day)
        return [each.since for each in idle_interns(cast.rina.id, here)]

    return look


def test_days_are_counted_where_somebody_was_there():
    days = [TODAY + n * DAY for n in range(6)]

    assert is_idle(days[:5], set(), [])
    assert not is_idle(days[:4], set(), [])
    assert is_idle(days, {days[2]}, [])
    assert not is_idle(days, {days[2], days[4]}, [])
    assert not is_idle(days, set(), [(days[1], days[2])])


@pytest.mark.parametrize(
    ("state", "is_written", "is_initialled", "expected"),
    [
        (TaskState.OPEN, False, False, Standing.TO_DO),
        (TaskState.OPEN, True, False, Standing.WRITTEN),
        (TaskState.OPEN, True, True, Standing.DONE),
        (TaskState.DONE, False, False, Standing.DONE),
        (TaskState.DONE, True, True, Standing.DONE),
        (TaskState.WITHDRAWN, True, True, Standing.WITHDRAWN),
    ],
)
def test_a_task_stands_as_its_entry_does(state, is_written, is_initialled, expected):
    assert standing(state, is_written=is_written, is_initialled=is_initialled) is expected


def test_a_new_intern_is_told_of_after_five_whole_days(idle):
    first = dt.date(2026, 11, 2)  # a Monday, on which one is shown around

    assert idle(dt.date(2026, 11, 9)) == []  # four days since
    assert idle(dt.date(2026, 11, 10)) == [first]


def test_a_task_is_enough_until_five_days_after_it_was_done(cast, idle):
    task = give(cast, at=NOON - 14 * DAY)
    assert idle() == []

    finish_task(task, cast.rina.id, NOON - 8 * DAY)

    assert idle(TODAY - DAY) == []  # Tuesday the 10th: four working days since
    assert idle() == [TODAY - 8 * DAY]


def test_an_initial_counts_as_a_word_of_the_supervisor(cast, idle):
    task = give(cast, at=NOON - 14 * DAY)
    initialled = {"state": "approved", "reviewer": cast.rina, "reviewed_at": NOON - 8 * DAY}
    name_task(write_entry(cast, TODAY - 9 * DAY, **initialled).id, task.key, NOON)

    assert idle() == [TODAY - 8 * DAY]


def test_a_task_taken_back_was_none(cast, idle):
    task = give(cast, at=NOON - DAY)

    withdraw_task(task, cast.rina.id, NOON)

    assert idle() == [dt.date(2026, 11, 2)]


def test_days_away_days_off_and_pauses_do_not_count(cast, idle):
    task = give(cast, at=NOON - 8 * DAY)
    finish_task(task, cast.rina.id, NOON - 8 * DAY)  # on the 10th; five days until the 17th
    assert idle()

    day_off = Holiday.create(office=cast.banua, day=TODAY - DAY, name="Libur", kind="local")
    Office.update(calendar_version=9).where(Office.id == cast.banua.id).execute()
    assert not idle()
    day_off.delete_instance()
    Office.update(calendar_version=10).where(Office.id == cast.banua.id).execute()
    assert idle()

    who = {"placement": cast.placement, "person": cast.sari, "office": cast.banua}
    sick = Attendance.create(day=TODAY - DAY, kind="sick", **who)
    assert not idle()
    Attendance.update(kind="present").where(Attendance.id == sick.id).execute()
    assert idle()

    for verb, at in (("pause", NOON - 6 * DAY), ("resume", NOON - 5 * DAY)):
        PlacementEvent.create(placement=cast.placement, verb=verb, actor=cast.wati, at=at)
    assert not idle()


@pytest.mark.parametrize("change", [{"state": PlacementState.PAUSED}, {"ends_on": TODAY - DAY}])
def test_only_while_it_is_running(cast, idle, visit, change):
    Placement.update(**change).where(Placement.id == cast.placement.id).execute()

    told = SENTENCE in visit(cast.rina).get("/tinjau").text
    assert (idle(), told) == ([], False)


def test_the_queue_says_so_with_a_way_to_give_one(visit, cast):
    queue = visit(cast.rina).get("/tinjau").text

    assert SENTENCE in queue
    assert f"/tugas/baru?peserta={cast.placement.key}" in queue
    assert SENTENCE in visit(cast.rina).get("/tugas").text
    give(cast)
    assert SENTENCE not in visit(cast.rina).get("/tinjau").text


def test_neither_the_stand_in_nor_the_intern_nor_the_office_is_told(visit, cast):
    assert SENTENCE not in visit(cast.budi).get("/tinjau").text
    for person in (cast.sari, cast.wati, cast.hasan):
        for path in ("/", f"/peserta/{cast.placement.key}", f"/peserta/{cast.placement.key}/tugas"):
            page = visit(person).get(path)
            assert "belum mendapat tugas" not in page.text
