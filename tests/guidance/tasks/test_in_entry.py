"""A task is begun on the start page, written about in an entry, and done by its initial."""

import datetime as dt

import pytest

from mori.guidance.tasks.models import TaskEntry
from mori.guidance.tasks.operations import name_task
from mori.logbook.models import Entry
from mori.logbook.review.models import Verdict
from mori.logbook.review.operations import decide_entry, undo_verdict
from mori.logbook.rules import EntryState
from mori.placements.models import Placement
from mori.placements.rules import PlacementState
from tests.cast import NOON, TODAY
from tests.guidance.making import TITLE, again, give, standing
from tests.logbook.sending import send
from tests.logbook.writing import settle_until, write_entry

pytestmark = pytest.mark.usefixtures("noon")
LATER = NOON + dt.timedelta(minutes=1)


def initial(cast, entry):
    entry = Entry.get_by_id(entry.id)
    return decide_entry(entry, entry.revision, "approve", cast.rina.id, NOON)


@pytest.fixture
def written(visit, cast):
    """A task of Sari's, and the entry that she sent about it."""
    task = give(cast)
    send(visit(cast.sari), text=TITLE, tugas=task.key)
    return task, Entry.get()


def test_it_stands_on_the_start_page_one_tap_from_the_entry(visit, cast):
    task, sari = give(cast, due_on=TODAY), visit(cast.sari)
    start = sari.get("/").text
    assert f"/logbook/baru?tugas={task.key}" in start
    assert "sampai Rabu, 18 November" in start

    form = sari.get(f"/logbook/baru?tugas={task.key}").text

    assert f">\r\n{TITLE}</textarea>" in form or f">{TITLE}</textarea>" in form
    assert f'<option selected value="{task.key}">' in form


def test_the_initial_makes_it_done_and_says_whose_it_is(visit, cast, written):
    task, entry = written
    assert standing(task) == "written"
    assert "sudah ditulis, belum diparaf" in visit(cast.sari).get("/").text

    initial(cast, entry)
    assert standing(task) == "written"  # within its eight seconds it is nobody's to know
    settle_until(LATER)

    assert standing(task) == "done"
    page = visit(cast.sari).get(f"/tugas/{task.key}").text
    assert "Diparaf oleh" in page
    assert cast.rina.name in page
    assert 'id="tasks"' not in visit(cast.sari).get("/").text


def test_an_undone_initial_makes_nothing_done(cast, written):
    task, entry = written

    undo_verdict(Verdict.get_by_id(initial(cast, entry).id), NOON)
    settle_until(LATER)

    assert standing(task) == "written"


def test_a_returned_entry_makes_nothing_done(cast, written):
    task, entry = written

    Entry.update(state=EntryState.RETURNED).where(Entry.id == entry.id).execute()

    assert standing(task) == "written"


def test_an_entry_that_was_taken_back_is_not_told_of(visit, cast, written):
    task, entry = written
    Entry.update(state=EntryState.WITHDRAWN).where(Entry.id == entry.id).execute()

    assert standing(task) == "to_do"
    assert entry.key not in visit(cast.rina).get(f"/tugas/{task.key}").text


def test_an_entry_about_another_task_gives_the_first_back(visit, cast, written):
    task, entry = written
    other = give(cast, title="Siapkan ruang rapat")

    change = {"token": "t2", "day": TODAY, "text": "Rapat.", "revision": 1, "activity": ""}
    visit(cast.sari).post(f"/logbook/{entry.key}", {**change, "tugas": other.key})

    assert (standing(task), standing(other)) == ("to_do", "written")


def test_an_entry_changed_to_be_about_nothing_frees_the_task(visit, cast, written):
    task, entry = written

    change = {"token": "t2", "day": TODAY, "text": "Rapat.", "revision": 1, "activity": ""}
    visit(cast.sari).post(f"/logbook/{entry.key}", {**change, "tugas": ""})

    assert standing(task) == "to_do"


def test_nothing_written_is_lost_by_tapping_a_task(visit, cast):
    task, entry = give(cast), write_entry(cast, text="Sudah menulis ini.")
    sari = visit(cast.sari)

    led = sari.get(f"/logbook/baru?tugas={task.key}")
    page = sari.get(led.location).text

    assert led.location.startswith(f"/logbook/{entry.key}")
    assert "Sudah menulis ini.</textarea>" in page
    assert f'<option selected value="{task.key}">' in page


def test_where_the_days_entry_is_initialled_it_says_what_to_do(visit, cast):
    task = give(cast)
    write_entry(cast, state="approved", reviewer=cast.rina, reviewed_at=NOON)
    sari = visit(cast.sari)

    page = sari.get(sari.get(f"/logbook/baru?tugas={task.key}").location).text

    assert "Tulislah tentang ini di catatan berikutnya." in page


def test_the_supervisor_reads_beside_the_entry_what_it_is_about(visit, cast, written):
    _, entry = written

    for path in ("/tinjau", f"/tinjau?buka={entry.key}", f"/logbook/{entry.key}"):
        assert f"Tugas: {TITLE}" in visit(cast.rina).get(path).text


def test_anothers_task_is_never_what_an_entry_is_about(visit, cast):
    anothers = give(cast, cast.placement_tono, cast.budi)

    send(visit(cast.sari), tugas=anothers.key)
    name_task(Entry.get().id, anothers.key, NOON)

    assert Entry.select().count() == 1
    assert not TaskEntry.select().exists()


def test_a_task_taken_back_meanwhile_costs_no_words(visit, cast):
    task = give(cast)
    visit(cast.rina).post(f"/tugas/{task.key}/tarik")

    sent = send(visit(cast.sari), text="Rekap selesai.", tugas=task.key)

    assert sent.status_code == 303
    assert Entry.get().text == "Rekap selesai."
    assert not TaskEntry.select().exists()


def test_what_is_initialled_is_not_taken_back(visit, cast, written):
    task, entry = written
    initial(cast, entry)
    settle_until(LATER)

    refused = visit(cast.rina).post(f"/tugas/{task.key}/tarik")

    assert refused.status_code == 409
    assert "sudah diparaf, jadi tugasnya selesai" in refused.text
    assert again(task).state == "open"


@pytest.mark.parametrize(
    "change", [{"state": PlacementState.PAUSED}, {"ends_on": TODAY - dt.timedelta(days=1)}]
)
def test_nobody_is_asked_for_work_while_away(visit, cast, change):
    give(cast)
    Placement.update(**change).where(Placement.id == cast.placement.id).execute()

    assert 'id="tasks"' not in visit(cast.sari).get("/").text


def test_three_stand_on_the_start_page_and_a_way_to_the_rest(visit, cast):
    for number in range(4):
        give(cast, title=f"Tugas nomor {number}")

    start = visit(cast.sari).get("/").text

    assert start.count("?tugas=") == 3
    assert "Semua tugas" in start
