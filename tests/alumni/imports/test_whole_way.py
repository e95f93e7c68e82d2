"""A messy list all the way: every row accounted for, right in the database, and gone again."""

import pytest

from mori.alumni.applying.models import ImportChange
from mori.alumni.imports.deciding.operations import leave_all
from mori.alumni.imports.models import ImportRow
from mori.alumni.imports.row_queries import undecided
from mori.alumni.imports.rules import ImportState, RowDecision
from mori.alumni.models import Alumnus, Consent
from tests.alumni.applying.applied import take_back, take_over
from tests.alumni.dumps import difference
from tests.alumni.imports.whole_way import (
    everything,
    make_campuses,
    outcomes_of,
    read,
    rows_of,
    through,
    wrong_in_records,
)
from tests.alumni.lists.messy import MESSES, messy_list
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("app", "noon")
ROWS = 700
NOBODYS = {"nameless", "total", "repeated heading"}  # kinds of mess that make no record


def test_a_messy_list_is_right_and_leaves_nothing_once_taken_back(store, cast):
    content, expected = messy_list(ROWS)
    make_campuses(cast)
    before = everything()

    made = through(store, cast, content)

    came = outcomes_of(made)
    assert made.state is ImportState.APPLIED
    assert came.total() == made.row_count == made.rows_done == len(expected)
    assert "" not in came
    assert came["made"] == Alumnus.select().count() > 0.6 * ROWS
    assert not Consent.select().exists()
    wrong, seen = wrong_in_records(made, expected)
    assert not wrong, wrong[:5]
    assert seen.keys() >= set(MESSES) - NOBODYS | {"merged"}

    made = take_back(made, cast)

    assert made.state is ImportState.UNDONE
    assert difference(before, everything()) == {}
    assert not ImportChange.select().where(ImportChange.kept != "").exists()


def test_the_same_file_twice_brings_nothing_new(store, cast):
    content, _expected = messy_list(ROWS // 2)
    make_campuses(cast)
    first = through(store, cast, content)
    before = everything()

    again = read(store, cast, content)
    left = [row.position for row in rows_of(first) if row.decision == RowDecision.LEFT]
    assert [row.position for row in undecided(again).order_by(ImportRow.position)] == left
    leave_all(again, cast.wati.id, NOON)
    again = take_over(again, cast)

    came = outcomes_of(again)
    assert came.keys() == {"same", "kept"}
    assert came.total() == again.row_count
    assert difference(before, everything()) == {}
