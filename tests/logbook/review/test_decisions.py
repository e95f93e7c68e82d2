"""What a reviewer decided in the last weeks can be found again, and leads to its entry."""

import datetime as dt
import re

import pytest

from mori.logbook.models import Entry
from mori.logbook.review.models import Verdict
from mori.logbook.review.operations import decide_entry, undo_verdict
from tests.cast import NOON, TODAY
from tests.logbook.review.deciding import SECOND
from tests.logbook.writing import settle_until, write_entry

pytestmark = pytest.mark.usefixtures("clock")

WEEK = dt.timedelta(weeks=1)
PAGE = "/tinjau/keputusan"


@pytest.fixture
def decide(cast):
    """Rina decides on an entry of its own: ``decide("return", weeks_ago, person)``."""
    days = iter(range(100))

    def decide(verb="approve", weeks=0, person=cast.sari, settled=True, **columns):
        entry = write_entry(cast, TODAY - dt.timedelta(days=next(days)), person=person, **columns)
        decide_entry(
            entry,
            1,
            verb,
            cast.rina.id,
            NOON - weeks * WEEK,
            "Pasal berapa?"[: 99 * (verb == "return")],
        )
        if settled:
            settle_until(NOON + 9 * SECOND)
        return entry

    return decide


def listed(page):
    return re.findall(r'href="/logbook/(\w+)"', page)


def test_each_decision_of_the_last_weeks_leads_to_its_entry(visit, cast, decide):
    old, returned, initialled = decide(weeks=9), decide("return", 2), decide()
    rina = visit(cast.rina)

    page = rina.get(PAGE).text

    assert listed(page) == [initialled.key, returned.key]
    assert old.key not in page
    assert "Pasal berapa?" in page
    assert rina.get(f"/logbook/{returned.key}").status_code == 200


def test_they_are_narrowed_by_kind_and_by_intern(visit, cast, decide):
    returned, initialled = decide("return"), decide()
    other = decide(person=cast.tono, supervisor=cast.rina)
    rina = visit(cast.rina)

    by_kind = {
        kind: listed(rina.get(f"{PAGE}?jenis={kind}").text) for kind in ("diparaf", "dikembalikan")
    }
    by_intern = listed(rina.get(f"{PAGE}?peserta={cast.sari.key}").text)
    none = rina.get(f"{PAGE}?peserta={cast.tono.key}&jenis=dikembalikan").text

    assert by_kind == {"diparaf": [other.key, initialled.key], "dikembalikan": [returned.key]}
    assert by_intern == [initialled.key, returned.key]
    assert "Tidak ada yang cocok dengan saringan ini." in none


def test_they_go_on_on_the_next_page(visit, cast, decide):
    entries = [decide() for _ in range(13)]
    rina = visit(cast.rina)

    first = rina.get(f"{PAGE}?jenis=diparaf").text
    address = first.split('rel="next"')[0].rpartition('href="')[2].split('"')[0]
    second = rina.get(address.replace("&amp;", "&")).text

    assert "jenis=diparaf" in address
    assert listed(first) + listed(second) == [entry.key for entry in reversed(entries)]
    assert len(listed(first)) == 10


def test_what_was_undone_is_no_decision(visit, cast, decide):
    decide(settled=False)
    undo_verdict(Verdict.get(), NOON + SECOND)

    page = visit(cast.rina).get(PAGE).text

    assert listed(page) == []
    assert "Belum ada keputusan Anda dalam delapan minggu terakhir." in page


def test_an_entry_that_is_anothers_by_now_is_listed_and_not_opened(visit, cast, decide):
    entry = decide("return")
    Entry.update(supervisor=cast.budi, stand_in=None).where(Entry.id == entry.id).execute()
    rina = visit(cast.rina)

    page = rina.get(PAGE).text

    assert "Sari Contoh" in page
    assert listed(page) == []
    assert rina.get(f"/logbook/{entry.key}").status_code == 404


def test_nobody_finds_the_decisions_of_others(visit, cast, decide):
    decide()

    assert "Sari Contoh" not in visit(cast.budi).get(PAGE).text
    assert "Sari Contoh" not in visit(cast.joko).get(PAGE).text
    assert visit(cast.sari).get(PAGE).status_code == 403


def test_the_queue_and_the_latest_lead_there(visit, cast):
    rina = visit(cast.rina)

    assert f'href="{PAGE}"' in rina.get("/tinjau").text
    assert f'href="{PAGE}"' in rina.get("/saya/tinjauan").text


@pytest.mark.parametrize(
    "query",
    ["after=x", "after=2026-11-18~7", "after=0001-01-01T00:00%2B14:00~7", "jenis=x", "peserta=x"],
)
def test_nonsense_shows_a_page(visit, cast, decide, query):
    decide()

    assert visit(cast.rina).get(f"{PAGE}?{query}").status_code == 200
