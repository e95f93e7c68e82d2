"""Records that may be of one person are found in the background, and decided by a person."""

import pytest

from mori.accounts.rules import shown_phone
from mori.alumni.finding.models import AlumnusChange
from mori.alumni.finding.operations import refresh
from mori.alumni.merging import queries
from mori.alumni.merging.models import DuplicatePair, NotSame
from mori.alumni.merging.operations import (
    say_records_not_same,
    undo_merge,
    undo_not_same,
)
from mori.alumni.merging.pair_operations import compare_next
from mori.alumni.merging.queries import known_not_same, merges_into, not_same_by_facts
from mori.alumni.merging.rules import reason_words, signature
from mori.alumni.models import Alumnus, AlumnusContact
from mori.alumni.rules import AlumnusState
from tests.alumni.making import make_alumnus
from tests.alumni.merging.together import facts_of_alumnus, merge
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("app", "noon")
PHONE = "+6281250000001"


def compare():
    while compare_next():
        pass
    return {(row.one_id, row.other_id) for row in DuplicatePair.select()}


def test_a_shared_phone_and_a_slip_in_the_name_make_a_pair_with_its_reasons(cast):
    one = make_alumnus(cast.banua, "Rahmat Umpama", phone=PHONE)
    other = make_alumnus(cast.banua, "Rachmat Umpama", phone=PHONE)
    make_alumnus(cast.banua, "Siti Umpama", phone="+6281250000002")

    assert compare() == {(one.id, other.id)}

    words = [str(each) for each in reason_words(DuplicatePair.get().reasons)]
    assert any(shown_phone(PHONE) in each for each in words)
    assert not AlumnusChange.select().exists()


def test_name_campus_and_year_make_a_pair_without_any_number(cast):
    one = make_alumnus(cast.banua, "Noor Contohani Umpama", written="Universitas Contoh")
    other = make_alumnus(cast.banua, "Noor Contohani Umpama", written="Univ. Contoh")

    assert compare() == {(one.id, other.id)}


@pytest.mark.parametrize(("most", "pairs"), [(3, 3), (2, 0)])
def test_what_too_many_share_makes_no_pair(cast, monkeypatch, most, pairs):
    monkeypatch.setattr(queries, "MOST_IN_BLOCK", most)
    for _each in range(3):
        make_alumnus(cast.banua, "Rahmat Umpama", phone=PHONE)

    assert len(compare()) == pairs


def test_another_office_makes_no_pair(cast):
    make_alumnus(cast.banua, "Rahmat Umpama", phone=PHONE)
    make_alumnus(cast.seberang, "Rahmat Umpama", phone=PHONE)

    assert compare() == set()


def test_a_record_that_changes_is_compared_anew(cast):
    one = make_alumnus(cast.banua, "Rahmat Umpama", phone=PHONE)
    other = make_alumnus(cast.banua, "Rachmat Umpama", phone=PHONE)
    compare()

    AlumnusContact.delete().where(AlumnusContact.alumnus == other).execute()
    Alumnus.update(name="Joko", name_folded="joko").where(Alumnus.id == other.id).execute()
    refresh([other.id])
    assert compare() == set()

    AlumnusContact.create(alumnus=other, kind="phone", value=PHONE)
    Alumnus.update(name="Rahmat Umpama").where(Alumnus.id == other.id).execute()
    refresh([other.id])
    assert compare() == {(one.id, other.id)}


@pytest.mark.parametrize("column", [{"state": "erased"}, {"is_restricted": True}])
def test_the_erased_and_the_restricted_are_not_compared(cast, column):
    make_alumnus(cast.banua, "Rahmat Umpama", phone=PHONE)
    other = make_alumnus(cast.banua, "Rahmat Umpama", phone=PHONE)
    compare()

    Alumnus.update(column).where(Alumnus.id == other.id).execute()
    refresh([other.id])

    assert compare() == set()


def test_not_the_same_person_is_remembered_until_it_is_undone(cast):
    one = make_alumnus(cast.banua, "Rahmat Umpama", phone=PHONE)
    other = make_alumnus(cast.banua, "Rachmat Umpama", phone=PHONE)
    compare()

    say_records_not_same(other, one, cast.wati.id, NOON)
    say_records_not_same(one, other, cast.wati.id, NOON)  # sent twice
    assert not DuplicatePair.select().exists()
    refresh([one.id, other.id])

    assert compare() == set()
    assert NotSame.select().count() == 1
    assert known_not_same(cast.banua.id) == {frozenset((one.id, other.id))}
    assert not known_not_same(cast.seberang.id)
    assert (one.id, signature(facts_of_alumnus(other))) in not_same_by_facts(cast.banua.id)
    assert (other.id, signature(facts_of_alumnus(one))) in not_same_by_facts(cast.banua.id)

    undo_not_same(NotSame.get(), cast.wati.id, NOON)

    assert compare() == {(one.id, other.id)}
    assert not known_not_same(cast.banua.id)


def test_a_record_like_one_that_was_told_apart_is_not_proposed_either(cast):
    one = make_alumnus(cast.banua, "Rahmat Umpama", phone=PHONE)
    other = make_alumnus(cast.banua, "Rachmat Umpama", phone=PHONE)
    say_records_not_same(one, other, cast.wati.id, NOON)

    again = make_alumnus(cast.banua, "Rachmat Umpama", phone=PHONE)

    assert compare() == {(other.id, again.id)}


def test_two_who_were_told_apart_stay_so_whatever_is_learnt_of_them(cast):
    one = make_alumnus(cast.banua, "Rahmat Umpama", phone=PHONE)
    other = make_alumnus(cast.banua, "Rachmat Umpama", phone=PHONE)
    say_records_not_same(one, other, cast.wati.id, NOON)

    for number, each in enumerate((one, other)):
        AlumnusContact.create(alumnus=each, kind="phone", value=f"+628135000000{number}")
    refresh([one.id, other.id])

    assert compare() == set()


def test_who_was_told_apart_stays_so_after_a_merge(cast):
    one = make_alumnus(cast.banua, "Rahmat Umpama", phone=PHONE)
    twin = make_alumnus(cast.banua, "Rachmat Umpama", phone=PHONE)
    third = make_alumnus(cast.banua, "Rahmat Umpama", phone=PHONE, year=2019)
    say_records_not_same(one, twin, cast.wati.id, NOON)

    merge(third, one, cast.wati)

    assert compare() == set()


def test_a_merge_ends_a_pair_and_its_undoing_brings_it_back(cast):
    one = make_alumnus(cast.banua, "Rahmat Umpama", phone=PHONE)
    other = make_alumnus(cast.banua, "Rachmat Umpama", phone=PHONE)
    compare()

    merge(one, other, cast.wati)
    assert compare() == set()
    undo_merge(merges_into(one)[0], cast.wati.id, NOON)

    assert compare() == {(one.id, other.id)}


def test_twins_who_share_everything_but_the_name_are_only_asked_about(cast):
    """Nothing in the background merges; and another name is not even asked about."""
    one = make_alumnus(cast.banua, "Hasan Umpama", phone=PHONE, written="Universitas Contoh")
    make_alumnus(cast.banua, "Husin Umpama", phone=PHONE, written="Universitas Contoh")

    compare()

    assert not Alumnus.select().where(Alumnus.merged_into.is_null(False)).exists()
    assert Alumnus.get_by_id(one.id).state == AlumnusState.INVITED
