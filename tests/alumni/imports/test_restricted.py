"""Whoever asked not to be used is compared with lists all the same, not to be there twice."""

import pytest

from mori.alumni.imports.models import ImportRow
from mori.alumni.imports.rules import RowDecision, RowVerdict
from mori.alumni.merging.models import DuplicatePair
from mori.alumni.merging.pair_operations import compare_next
from mori.alumni.models import Alumnus
from mori.alumni.privacy import operations as privacy
from mori.alumni.privacy.operations import Asked
from mori.alumni.privacy.rules import RequestKind, RequestWay
from tests.alumni.applying.applied import take_over
from tests.alumni.dumps import difference, dump
from tests.alumni.imports.taking import fresh, list_of, read_in, rows_of
from tests.alumni.making import make_alumnus
from tests.alumni.merging.together import merge
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon")

SITI = ("Siti Rahasia", "C7", "Universitas Lain", "081250007777", "baru@umpama.example", 2016)
KNOWN = {"phone": "+6281250007777", "mail": "siti@rahasia.example", "written": "Kampus Rahasia"}
HELD = {"alumnus", "alumnus_stay", "alumnus_contact", "engagement", "stay_unit"}


@pytest.fixture
def siti(cast):
    made = make_alumnus(cast.banua, "Siti Rahasia", **KNOWN)
    restrict(made)
    return made


def restrict(alumnus, kind=RequestKind.RESTRICTION, token="r"):
    privacy.ask(alumnus, Asked(kind, "", RequestWay.LINK), token, None, NOON)


def row_of(store, cast, person=SITI) -> ImportRow:
    return rows_of(read_in(store, cast, list_of(person)))[1]


def held():
    return {table: rows for table, rows in dump().items() if table in HELD}


@pytest.mark.parametrize("name", ["Siti Rahasia", "Siti Rahasya"])
def test_a_row_that_may_be_theirs_is_doubtful(store, cast, siti, name):
    row = row_of(store, cast, (name, *SITI[1:]))

    assert (row.verdict, row.joins_id) == (RowVerdict.DOUBTFUL, None)


def test_the_row_says_what_to_do_and_nothing_else_of_them(store, cast, visit, siti):
    row = row_of(store, cast, ("Siti Rahasya", *SITI[1:]))

    page = visit(cast.wati).get(f"/alumni/impor/baris/{row.key}").text

    assert "Siti Rahasia" in page
    assert "meminta datanya tidak dipakai" in page
    assert f'value="a{siti.id}"' not in page
    for each in ("siti@rahasia.example", "Kampus Rahasia"):
        assert each not in page


@pytest.mark.parametrize("way", ["chosen", "ticked"])
def test_a_row_cannot_be_joined_to_them(store, cast, visit, siti, way):
    row = row_of(store, cast)
    browser = visit(cast.wati)

    if way == "chosen":
        browser.post(f"/alumni/impor/baris/{row.key}", {"revision": 0, "choice": f"a{siti.id}"})
    else:
        sent = {"row": f"{row.key}.0", "decision": "join"}
        browser.post(f"/alumni/impor/{row.imported.key}/baris", sent)

    assert ImportRow.get_by_id(row.id).decision == ""


@pytest.mark.parametrize("decision", ["", *RowDecision])
def test_whatever_is_decided_nothing_is_written_into_their_record(store, cast, siti, decision):
    row = row_of(store, cast)
    joins = siti.id if decision == RowDecision.JOIN else None
    ImportRow.update(decision=decision, joins=joins).where(ImportRow.id == row.id).execute()
    before = held()

    take_over(fresh(row.imported), cast)

    gone = [each for rows in difference(before, held()).values() for each in rows if each[0] == "-"]
    assert gone == []
    assert Alumnus.select().count() == (2 if decision == RowDecision.NEW else 1)
    assert [each.alumnus_id for each in ImportRow.select()].count(siti.id) == 0


def test_a_record_merged_into_another_restricts_both(store, cast):
    head = make_alumnus(cast.banua, "Siti Umpama", phone="+6281250007777")
    merged = make_alumnus(cast.banua, "S Umpama")
    restrict(merged)
    merge(head, merged, cast.wati)
    row = row_of(store, cast, ("Siti Umpama", *SITI[1:]))
    assert row.verdict is RowVerdict.DOUBTFUL
    ImportRow.update(decision="join", joins=head).where(ImportRow.id == row.id).execute()
    before = held()

    take_over(fresh(row.imported), cast)

    assert difference(before, held()) == {}


def test_the_same_file_again_is_doubtful_too(store, cast):
    made = take_over(read_in(store, cast, list_of(SITI)), cast)
    restrict(Alumnus.get())

    row = row_of(store, cast)

    assert row.imported.digest == made.digest
    assert row.verdict is RowVerdict.DOUBTFUL


def test_lifted_they_are_joined_as_anybody(store, cast, siti):
    restrict(siti, RequestKind.LIFTING, "l")

    assert row_of(store, cast).joins_id == siti.id


def test_two_records_are_not_compared_where_one_is_restricted(cast, siti):
    make_alumnus(cast.banua, "Siti Rahasia", **KNOWN)

    while compare_next():
        pass

    assert not DuplicatePair.select().exists()


def test_another_office_is_not_told(store, cast, siti):
    there = type(cast)(**{**vars(cast), "banua": cast.seberang, "wati": cast.citra})

    assert row_of(store, there).verdict is RowVerdict.NEW
