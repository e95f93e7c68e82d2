"""After ninety days a list is what became of its rows; until then it can be taken back."""

import datetime as dt

import pytest

from mori.alumni.applying.forgetting_operations import forget_rows
from mori.alumni.applying.models import ImportChange
from mori.alumni.applying.undo_operations import start_undoing
from mori.alumni.imports.models import ImportRow
from mori.alumni.imports.rules import ImportState
from mori.alumni.jobs import apply_retention
from mori.alumni.models import Alumnus
from mori.alumni.retention.rules import kept_for
from mori.core.errors import Refused
from tests.alumni.applying.applied import (
    fresh,
    imported,
    listed,
    outcomes,
    take_back,
    take_over,
    work,
)
from tests.alumni.privacy.test_erasure import everything
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("app", "noon")

AFTER = NOON + kept_for("import_rows")
HOUR = dt.timedelta(hours=1)
ROWS = ("Sari Umpama;1510;Univ. Contoh Banua;081250000001", "Budi Rahasia;;;081350000003")


@pytest.fixture
def applied(cast):
    return take_over(imported(cast, listed(*ROWS)), cast)


def test_what_stood_in_the_rows_goes_and_what_became_of_them_stays(applied, store):
    apply_retention(store, AFTER - HOUR)
    assert ImportChange.select().exists()

    apply_retention(store, AFTER)

    rows = list(ImportRow.select())
    assert [row.read.cells for row in rows] == [(), (), ()]
    assert outcomes(applied) == ["kept", "made", "made"]
    assert not ImportChange.select().exists()
    assert fresh(applied).rows_gone_at == AFTER
    assert Alumnus.select().count() == 2


def test_a_list_taken_back_leaves_nobodys_name(cast, applied, store):
    take_back(applied, cast)
    assert "Budi Rahasia" in everything()

    apply_retention(store, AFTER)

    assert "Budi Rahasia" not in everything()


def test_some_rows_at_a_time_and_killed_in_between_it_goes_on(applied):
    while forget_rows(AFTER, 1, AFTER):
        pass

    assert fresh(applied).rows_gone_at == AFTER
    assert {row.packed for row in ImportRow.select()} == {ImportRow.get().packed}


def test_a_list_that_is_still_waited_for_keeps_its_rows(cast, store):
    imported(cast, listed(*ROWS))

    apply_retention(store, AFTER + HOUR)

    assert "Budi Rahasia" in everything()


def test_it_can_be_taken_back_until_shortly_before(cast, applied):
    start_undoing(fresh(applied), cast.wati.id, AFTER - 2 * HOUR)
    work()

    assert fresh(applied).state is ImportState.UNDONE
    assert not Alumnus.select().exists()


def test_what_is_not_known_any_more_is_not_taken_back(cast, applied, store):
    apply_retention(store, AFTER)

    with pytest.raises(Refused):
        start_undoing(fresh(applied), cast.wati.id, AFTER)

    assert Alumnus.select().count() == 2


def test_the_page_says_until_when_and_then_offers_it_no_more(cast, visit, applied, store, noon):
    path = f"/alumni/impor/{applied.key}"
    assert "bisa dilakukan sampai" in visit(cast.wati).get(f"{path}/laporan").text

    noon.move_to(AFTER)
    apply_retention(store, AFTER)
    page = visit(cast.wati).get(f"{path}/laporan").text

    assert "Isi baris dihapus pada" in page
    assert "batalkan" not in page
    assert "Budi Rahasia" in page  # the record that it became
