"""Rows of the rail are kept once rendered, by all they show: none is ever old."""

import pytest
import time_machine

from mori.accounts.models import Person
from mori.logbook.models import Entry
from mori.offices.models import Office
from tests.cast import NOON, TODAY


@pytest.fixture(autouse=True)
def entry(visit, cast):
    with time_machine.travel(NOON):
        visit(cast.sari).post("/logbook", {"token": "t1", "day": TODAY, "text": "Satu <kalimat>."})
        assert "Diterima" in visit(cast.sari).get("/logbook").text
        yield Entry.get()


def test_a_row_shows_what_became_of_the_entry(visit, cast, entry):
    Entry.update(state="approved", reviewer=cast.rina, reviewed_at=NOON).execute()

    page = visit(cast.sari).get("/logbook").text

    assert "Diparaf" in page
    assert "Satu &lt;kalimat&gt;." in page


def test_a_row_speaks_the_language_of_whoever_reads_it(visit, cast):
    Person.update(locale="en").where(Person.id == cast.sari.id).execute()

    assert "Received" in visit(cast.sari).get("/logbook").text


def test_a_row_tells_the_time_of_the_office(visit, cast):
    assert "12.00" in rail(visit(cast.sari).get("/logbook").text)
    Office.update(zone="Asia/Jakarta").where(Office.id == cast.banua.id).execute()

    again = rail(visit(cast.sari).get("/logbook").text)

    assert "11.00" in again
    assert "12.00" not in again


def rail(page: str) -> str:
    return page.split('class="rail"')[1]
