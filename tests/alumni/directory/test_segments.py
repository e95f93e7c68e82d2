"""Who is in a segment: those who are shown, agreed to the purpose, and fit all of it."""

import pytest

from mori.alumni.directory.queries import count_in, ids_in, label_of, people_in
from mori.alumni.directory.segments import Segment
from mori.alumni.messages.reach_queries import reach
from mori.alumni.messages.rules import Outcome
from mori.alumni.rules import Agreed, AlumnusState
from tests.alumni.directory.making import OPEN, make

NEWS = {*OPEN, Agreed.NEWS}


def names(cast, purpose=Agreed.NEWS, **parts):
    ids = ids_in(cast.banua.id, Segment(**parts), purpose)
    assert count_in(cast.banua.id, Segment(**parts), purpose) == len(ids)
    return ids


def test_only_who_agreed_to_the_purpose_and_is_shown(app, cast):
    sari = make(cast.banua, "Sari Umpama", agreed=NEWS)
    make(cast.banua, "Budi Umpama", agreed=OPEN)
    make(cast.banua, "Citra Umpama", agreed={Agreed.NEWS})
    make(cast.banua, "Dewi Umpama", agreed=NEWS, state=AlumnusState.DECEASED)

    assert names(cast) == [sari.id]
    assert names(cast, word="umpama") == [sari.id]


def test_another_offices_alumni_are_in_no_segment(app, cast):
    make(cast.seberang, "Sari Umpama", agreed=NEWS)

    assert names(cast) == []


def test_a_field_not_agreed_to_narrows_to_nobody(app, cast):
    make(cast.banua, "Sari Umpama", agreed={Agreed.DIRECTORY, Agreed.NEWS}, year=2015)

    assert names(cast, year="2015") == []


@pytest.mark.parametrize("year", ["2015", "2014-2016", "2016-2014", "-2015", "2015-"])
def test_a_span_of_years(app, cast, year):
    sari = make(cast.banua, "Sari Umpama", agreed=NEWS, year=2015)
    make(cast.banua, "Budi Umpama", agreed=NEWS, year=2012 if "5-" in year else 2019)

    assert names(cast, year=year) == [sari.id]


@pytest.mark.parametrize("year", ["kapan", "20155", "2015-16"])
def test_years_that_are_none_find_nobody(app, cast, year):
    make(cast.banua, "Sari Umpama", agreed=NEWS)

    assert names(cast, year=year) == []


def test_chunks_by_id_go_through_all(app, cast):
    made = [make(cast.banua, f"Sari {n}", agreed=NEWS).id for n in "abcde"]

    first = ids_in(cast.banua.id, Segment(), Agreed.NEWS, limit=3)
    rest = ids_in(cast.banua.id, Segment(), Agreed.NEWS, after_id=first[-1], limit=3)

    assert first + rest == made


def test_several_parts_narrow_each_other(app, cast):
    sari = make(cast.banua, "Sari Umpama", agreed=NEWS, unit=cast.pvl, year=2014)
    make(cast.banua, "Sari Contoh", agreed=NEWS, year=2014)
    make(cast.banua, "Budi Umpama", agreed=NEWS, unit=cast.pvl, year=2013)

    assert names(cast, unit=cast.pvl.key, year="2014", word="sari") == [sari.id]


def test_what_belongs_to_another_office_names_nothing(app, cast):
    assert label_of(cast.banua.id, Segment(unit=cast.unit_seberang.key)) == "–"


def test_a_segment_is_the_same_after_an_address():
    segment = Segment("sari", "63", "63.71", "k", "2015-2018", "u", "menulis", "dinas")

    assert Segment.from_args(segment.as_args()) == segment
    assert Segment().as_args() == {}


def test_who_is_found_by_a_slip_is_reached_by_it_too(app, cast, visit):
    sari = make(cast.banua, "Sari Umpama", agreed=NEWS)
    make(cast.banua, "Sary Contoh", agreed=NEWS)
    make(cast.banua, "Sari Misal", agreed=OPEN)

    shown = visit(cast.wati).get("/alumni?cari=sary+umpama").text

    assert "Sari Umpama" in shown
    assert names(cast, word="sary umpama") == [sari.id]
    assert names(cast, Agreed.DIRECTORY, word="sary umpama") == [sari.id]
    assert reach(cast.banua.id, Segment(word="sary umpama"), Agreed.NEWS).left_out == [
        (Outcome.NO_ADDRESS, 1)
    ]


def test_a_slip_reaches_nobody_else_while_the_directory_shows_who_is_so_called(app, cast):
    make(cast.banua, "Sary Umpama", agreed=OPEN)
    make(cast.banua, "Sari Umpama", agreed=NEWS)

    assert names(cast, word="sary umpama") == []


def test_behind_the_last_who_is_so_called_nobody_else_is_listed(app, cast):
    make(cast.banua, "Sary Umpama", agreed=OPEN)
    make(cast.banua, "Sari Umpama", agreed=OPEN)

    last = ("sary umpama", 10**9)

    assert people_in(cast.banua.id, Segment("sary umpama"), shown=True, after=last)[1] == []
