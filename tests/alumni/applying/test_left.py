"""A list that somebody brought and left: after half a year it is gone, but for what it became."""

import datetime as dt

import pytest

from mori.alumni.applying.forgetting_operations import end_left
from mori.alumni.applying.run_operations import resume_applying, start_applying
from mori.alumni.applying.run_operations import stop_applying as stop
from mori.alumni.applying.undo_operations import start_undoing, stop_undoing
from mori.alumni.imports import operations as imports
from mori.alumni.imports.models import Import, ImportEvent, ImportRow
from mori.alumni.imports.rules import ImportState
from mori.alumni.imports.sheet_rules import unpacked_plans
from mori.alumni.jobs import apply_retention
from mori.alumni.models import Alumnus
from mori.alumni.retention.rules import kept_for
from tests.alumni.applying.applied import (
    apply_next,
    fresh,
    imported,
    listed,
    outcomes,
    take_back,
    take_over,
    undo_next,
)
from tests.alumni.imports import taking
from tests.alumni.privacy.test_erasure import everything
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("app", "noon")

DAY = dt.timedelta(days=1)
AFTER = NOON + kept_for("import_left")
NAME = "Budi Rahasia"
LIST = taking.list_of((NAME, "", "Univ. Contoh Banua", "081350000003", "", 2015))
MANY = listed(*(f"{NAME} {chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(250)))


def mapped(store, cast) -> Import:
    made = taking.bring(store, cast, LIST)
    taking.work(store)
    return made


def reading_held(store, cast) -> Import:
    made = mapped(store, cast)
    imports.start_reading(taking.fresh(made), cast.wati.id, NOON)
    imports.stop_reading(taking.fresh(made), cast.wati.id, NOON)
    return made


def deciding(store, cast) -> Import:
    return taking.read_in(store, cast, LIST)


def kept(store) -> bool:
    files = b"".join(path.read_bytes() for path in store.folder.rglob("*") if path.is_file())
    return NAME in everything() + files.decode(errors="replace")


@pytest.mark.parametrize("left", [mapped, reading_held, deciding])
def test_left_before_it_was_taken_over_it_is_thrown_away(cast, store, left):
    made = left(store, cast)
    apply_retention(store, AFTER - DAY)
    taking.work(store)
    assert kept(store)

    apply_retention(store, AFTER)
    taking.work(store)

    assert fresh(made).state is ImportState.DROPPED
    assert not kept(store)
    assert ImportEvent.select().order_by(ImportEvent.id.desc()).get().actor is None


def decided(made, cast):
    row = ImportRow.get(ImportRow.imported == made.id, ImportRow.position == 2)
    ImportRow.update(decision="left", decided_at=AFTER - DAY).where(
        ImportRow.id == row.id
    ).execute()


def chosen(made, cast):
    found = taking.fresh(made)
    (plan,) = unpacked_plans(found.sheets)
    imports.choose_columns(found, plan.position, {}, False, cast.wati.id, AFTER - DAY)


@pytest.mark.parametrize(("left", "go_on"), [(deciding, decided), (mapped, chosen)])
def test_with_which_somebody_goes_on_it_waits_as_long_again(cast, store, left, go_on):
    made = left(store, cast)
    go_on(made, cast)
    state = fresh(made).state

    apply_retention(store, AFTER + DAY)
    assert fresh(made).state is state
    apply_retention(store, AFTER + kept_for("import_left"))

    assert fresh(made).state is ImportState.DROPPED


def test_what_the_background_work_is_at_is_not_left(cast, store):
    made = mapped(store, cast)
    imports.start_reading(taking.fresh(made), cast.wati.id, NOON)

    apply_retention(store, AFTER + DAY)

    assert fresh(made).state is ImportState.READING


@pytest.fixture
def halfway(cast):
    """Stopped when the first rows were taken over."""
    made = imported(cast, MANY)
    start_applying(made, cast.wati.id, NOON)
    apply_next(NOON)
    stop(fresh(made), cast.wati.id, NOON)
    return made


def test_stopped_halfway_each_row_is_accounted_for(halfway, store):
    before = outcomes(halfway)
    assert 0 < before.count("made") < 250

    apply_retention(store, AFTER)

    after = outcomes(halfway)
    assert fresh(halfway).state is ImportState.APPLIED
    assert fresh(halfway).rows_done == fresh(halfway).row_count
    assert after.count("made") == before.count("made") == Alumnus.select().count()
    assert after.count("kept") == 251 - before.count("made")


def test_it_is_taken_back_or_emptied_later_as_any_other(halfway, cast, store):
    apply_retention(store, AFTER)

    later = AFTER + kept_for("import_rows")
    apply_retention(store, later - DAY)
    assert fresh(halfway).rows_gone_at is None
    take_back(halfway, cast)
    apply_retention(store, later + DAY)

    assert not Alumnus.select().exists()
    assert fresh(halfway).state is ImportState.UNDONE
    assert NAME not in everything()


def test_undoing_stopped_halfway_what_is_left_stays(cast, store):
    made = take_over(imported(cast, MANY), cast)
    start_undoing(made, cast.wati.id, NOON)
    undo_next(NOON)
    stop_undoing(fresh(made), cast.wati.id, NOON)
    left = Alumnus.select().count()
    assert 0 < left < 250

    apply_retention(store, AFTER)

    assert fresh(made).state is ImportState.APPLIED
    assert Alumnus.select().count() == left
    take_back(made, cast)
    assert not Alumnus.select().exists()


def test_whoever_goes_on_in_the_middle_of_it_is_not_overtaken(halfway, cast):
    end_left(AFTER, 1, AFTER)
    resume_applying(fresh(halfway), cast.wati.id, AFTER + DAY)

    while end_left(AFTER, 1, AFTER):
        pass

    assert fresh(halfway).state is ImportState.APPLYING


def test_the_page_says_until_when(cast, store, visit):
    made = deciding(store, cast)

    page = visit(cast.hasan).get(f"/alumni/impor/{made.key}").text

    assert "ditutup pada Senin, 17 Mei 2027" in page
