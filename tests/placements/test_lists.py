"""Who is done, the latest first, page by page."""

import datetime as dt

import pytest

from mori.placements import list_queries
from mori.placements.models import Placement
from tests.cast import TODAY, place

pytestmark = pytest.mark.usefixtures("noon")
DAY = dt.timedelta(days=1)


@pytest.fixture
def over(cast):
    """Places an intern of long ago, with one span or more, in an office; gives the placement."""
    people = iter((cast.sari, cast.tono, cast.joko))

    def make(begins: int, *stays, office=cast.banua) -> Placement:
        placement = place(next(people), office, list(stays), TODAY + begins * DAY)
        Placement.update(state="finished").where(Placement.id == placement.id).execute()
        return placement

    return make


def pages(ask) -> list[int]:
    """Ids of all placements, asked for page by page."""
    found, after = [], None
    while True:
        rows = ask(after)
        found += [placement.id for placement, _ in rows[: list_queries.PAGE]]
        if len(rows) <= list_queries.PAGE:
            return found
        after = rows[list_queries.PAGE - 1][1]


def under(person, office):
    return pages(lambda after: list_queries.finished_under(person.id, office.id, after))


@pytest.mark.parametrize("size", [1, 2, 30])
def test_an_office_lists_those_who_are_done_latest_first(cast, over, monkeypatch, size):
    monkeypatch.setattr(list_queries, "PAGE", size)
    stays = [over(begins, (cast.pvl, cast.rina, None)) for begins in (-400, -200, -400)]

    def ask(after):
        rows = list_queries.finished_in_office(cast.banua.id, after)
        return [(row, (row.ends_on, row.id)) for row in rows]

    assert pages(ask) == [stays[1].id, stays[2].id, stays[0].id]


@pytest.mark.parametrize("size", [1, 2, 30])
def test_a_supervisor_finds_each_they_had_or_stood_in_for_once(cast, over, monkeypatch, size):
    monkeypatch.setattr(list_queries, "PAGE", size)
    long_ago = over(-400, (cast.pvl, cast.rina, None), (cast.pencegahan, cast.rina, cast.budi))
    stood_in = over(-300, (cast.pvl, cast.budi, cast.rina))
    both = over(-200, (cast.pvl, cast.budi, cast.rina), (cast.pencegahan, cast.rina, cast.budi))

    assert under(cast.rina, cast.banua) == [both.id, stood_in.id, long_ago.id]
    assert under(cast.rina, cast.seberang) == []
    assert under(cast.hasan, cast.banua) == []


def test_the_pages_go_on_where_they_ended(visit, cast, over, monkeypatch):
    monkeypatch.setattr(list_queries, "PAGE", 1)
    over(-400, (cast.pvl, cast.rina, None))
    latest = over(-200, (cast.pvl, cast.rina, None))

    for who in (cast.wati, cast.rina):
        first = visit(who).get("/peserta?saring=selesai").text
        address = first.split("/peserta?saring=selesai&amp;after=")[1].split('"')[0]
        second = visit(who).get(f"/peserta?saring=selesai&after={address}").text

        assert f"after={latest.ends_on}" in first
        assert ("Tono Contoh" in first, "Sari Contoh" in first) == (True, False)
        assert ("Tono Contoh" in second, "Sari Contoh" in second) == (False, True)
