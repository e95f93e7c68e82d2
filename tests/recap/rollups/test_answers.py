"""On which internship an alumnus's answer counts, whatever becomes of records."""

import datetime as dt

import pytest

from mori.alumni.consents.operations import note_answer
from mori.alumni.merging.models import AlumnusMerge
from mori.alumni.merging.operations import undo_merge
from mori.alumni.models import Alumnus
from mori.alumni.privacy.operations import erase
from mori.alumni.records.operations import keep_placement
from mori.placements.operations import finish_placement
from mori.placements.queries import placement_by_key
from tests.alumni.applying.applied import imported, listed, take_back, take_over
from tests.alumni.merging.together import merge
from tests.cast import NOON, TODAY, place
from tests.recap.rollups.recounting import facts, rebuild, wrong

pytestmark = pytest.mark.usefixtures("noon")
DAY = dt.timedelta(days=1)


def over(cast, person, ago: int):
    """An internship that ended; it began so many days ago."""
    stays = [(cast.pvl, cast.rina, None)]
    placement = place(person, cast.banua, stays, TODAY - ago * DAY, days=10)
    rebuild()
    finish_placement(placement_by_key(placement.key), "", cast.wati.id, NOON)
    return placement


def answers(cast):
    assert wrong() == []
    return {fact.placement_id for fact in facts(cast.banua).values() if fact.answers}


def test_an_internship_kept_later_takes_the_answer(cast):
    first, second = over(cast, cast.sari, 90), over(cast, cast.sari, 60)
    note_answer(keep_placement(first, NOON), None, NOON)
    assert answers(cast) == {first.id}

    keep_placement(second, NOON)

    assert answers(cast) == {second.id}


def test_one_that_began_after_the_answer_does_not(cast):
    first, second = over(cast, cast.sari, 90), over(cast, cast.sari, 60)
    note_answer(keep_placement(first, NOON), None, NOON - 70 * DAY)

    keep_placement(second, NOON)

    assert answers(cast) == {first.id}


def test_of_two_who_are_one_it_counts_on_the_last_and_goes_back(cast):
    first, second = over(cast, cast.sari, 90), over(cast, cast.tono, 60)
    one, other = keep_placement(first, NOON), keep_placement(second, NOON)
    note_answer(one, None, NOON)

    merge(one, other, cast.wati)
    assert answers(cast) == {second.id}

    undo_merge(AlumnusMerge.get(), cast.wati.id, NOON)
    assert answers(cast) == {first.id}


def test_erased_it_stays_a_number(cast):
    first = over(cast, cast.sari, 90)
    alumnus = keep_placement(first, NOON)
    note_answer(alumnus, None, NOON)

    erase(alumnus, cast.wati.id, NOON)

    assert answers(cast) == {first.id}


def test_who_answered_stays_when_their_list_is_taken_back(cast):
    first = over(cast, cast.sari, 90)
    made = take_over(imported(cast, listed("Sari Contoh", "Umi Misal")), cast)
    of_list = Alumnus.get(Alumnus.name == "Sari Contoh")
    note_answer(of_list, None, NOON)
    merge(keep_placement(first, NOON), of_list, cast.wati)

    take_back(made, cast)

    assert Alumnus.select().count() == 2  # Umi, of whom nothing else is known, is gone
    assert answers(cast) == {first.id}
