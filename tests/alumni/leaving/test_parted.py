"""Two records merged and parted again: what was said meanwhile holds for both, if it took away."""

import datetime as dt

import pytest

from mori.alumni.consents.operations import note_answer, withdraw_all
from mori.alumni.merging.models import AlumnusMerge
from mori.alumni.merging.operations import undo_merge
from mori.alumni.models import Alumnus
from mori.alumni.privacy import operations as privacy
from mori.alumni.privacy.operations import Asked
from mori.alumni.privacy.rules import RequestKind, RequestWay
from mori.alumni.queries import record_of
from mori.alumni.records.correcting_operations import note_death, take_death_back
from mori.alumni.rules import Agreed, AlumnusState
from tests.alumni.merging.together import merge
from tests.alumni.records.making import make
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("app", "noon")

BOTH = [Agreed.DIRECTORY, Agreed.YEARS]
LONG_AGO = NOON - dt.timedelta(days=3)


def fresh(alumnus: Alumnus) -> Alumnus:
    return Alumnus.get_by_id(alumnus.id)


def part(cast) -> bool:
    merge_of_both = AlumnusMerge.select().order_by(AlumnusMerge.id.desc()).get()
    return undo_merge(merge_of_both, cast.wati.id, NOON)


@pytest.fixture
def pair(cast):
    return make(cast.banua, agreed=BOTH), make(cast.banua, "Umi M", agreed=BOTH)


def states(pair) -> list[str]:
    return [str(fresh(each).state) for each in pair]


def test_who_had_left_before_was_alone_in_it_and_is_so_again(cast, pair):
    withdraw_all(pair[1], None, LONG_AGO)
    merge(*pair, cast.wati)
    assert states(pair)[0] == "withdrawn"

    assert not part(cast)

    assert states(pair) == ["confirmed", "withdrawn"]
    assert record_of(fresh(pair[0])).shown == {Agreed.YEARS}


def test_who_left_as_one_and_came_back_as_one_is_back(cast, pair):
    merge(*pair, cast.wati)
    withdraw_all(fresh(pair[0]), None, NOON)
    note_answer(fresh(pair[0]), None, NOON)

    part(cast)

    assert states(pair) == ["confirmed", "confirmed"]
    assert record_of(fresh(pair[1])).shown == set(), "what they had agreed to is withdrawn"


def test_what_one_had_not_withdrawn_is_withdrawn_as_one(cast, pair):
    withdraw_all(pair[1], None, LONG_AGO)
    merge(*pair, cast.wati)
    withdraw_all(fresh(pair[0]), None, NOON)

    part(cast)

    assert states(pair) == ["withdrawn", "withdrawn"]


def test_a_death_noted_of_both_is_taken_back_of_each(cast, pair):
    merge(*pair, cast.wati)
    head = fresh(pair[0])
    note_death(head, head.revision, "", cast.wati.id, NOON)
    assert part(cast)
    assert states(pair) == ["deceased", "deceased"]

    take_death_back(fresh(pair[1]), cast.wati.id, NOON)

    assert states(pair) == ["deceased", "confirmed"]
    assert record_of(fresh(pair[1])).shown == {Agreed.YEARS}


def ask(alumnus, kind, token):
    privacy.ask(fresh(alumnus), Asked(kind, "", RequestWay.LINK), token, None, NOON)


@pytest.mark.parametrize("lifted", [False, True])
def test_who_asked_to_be_restricted_is_so_whatever_was_lifted_as_one(cast, pair, lifted):
    ask(pair[1], RequestKind.RESTRICTION, "r")
    merge(*pair, cast.wati)
    if lifted:
        ask(pair[0], RequestKind.LIFTING, "l")

    part(cast)

    assert [fresh(each).is_restricted for each in pair] == [False, True]


def test_one_of_three_parted_is_as_withdrawn_as_the_three_were(cast, pair):
    third = make(cast.banua, "U Misal", agreed=BOTH)
    merge(pair[1], third, cast.wati)
    merge(*pair, cast.wati)
    withdraw_all(fresh(pair[0]), None, NOON)

    part(cast)
    undo_merge(AlumnusMerge.select().order_by(AlumnusMerge.id).get(), cast.wati.id, NOON)

    assert states((*pair, third)) == ["withdrawn"] * 3
    assert not any(record_of(fresh(each)).agreed for each in (*pair, third))


def test_the_page_says_so(cast, visit, pair):
    merge(*pair, cast.wati)
    withdraw_all(fresh(pair[0]), None, NOON)
    browser = visit(cast.wati)

    answer = browser.post(f"/alumni/gabungan/{AlumnusMerge.get().key}/urungkan")

    assert "berlaku untuk keduanya" in browser.get(answer.location).text
    assert fresh(pair[1]).state == AlumnusState.WITHDRAWN
