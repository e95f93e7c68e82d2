"""A day that was much like the last: copied, said so, and never a trap."""

import datetime as dt

import pytest

from mori.logbook.models import Activity, Entry
from tests.cast import NOON, TODAY
from tests.logbook.writing import write_entry

DAY = dt.timedelta(days=1)


pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def before(cast):
    return write_entry(
        cast,
        TODAY - 2 * DAY,
        "Menerima konsultasi di loket.",
        NOON - DAY,
        learnt="Bertanya dulu.",
        minutes=450,
        activity=Activity.get(Activity.unit_code == ""),
    )


def test_the_form_is_filled_and_says_from_when(visit, cast, before):
    page = visit(cast.sari).get("/logbook/baru?salin=1").text

    assert "Menerima konsultasi di loket.</textarea>" in page
    assert 'value="7,5"' in page
    assert f'<option selected value="{before.activity.key}">' in page
    assert "Disalin dari Senin, 16 November 2026" in page
    assert "Bertanya dulu." not in page  # what was learnt is not the same every day


def test_copying_is_offered_where_something_was_written(visit, cast, before):
    assert "salin=1" in visit(cast.sari).get("/").text
    assert "Salin dari Sen 16 Nov" in visit(cast.sari).get("/logbook/baru").text
    assert "salin=1" not in visit(cast.tono).get("/").text
    assert "salin=1" not in visit(cast.tono).get("/logbook/baru").text


def test_nothing_to_copy_is_an_empty_form(visit, cast):
    page = visit(cast.tono).get("/logbook/baru?salin=1")

    assert page.status_code == 200
    assert "Disalin" not in page.text


def test_a_later_day_is_not_copied_to_an_earlier_one(visit, cast, before):
    page = visit(cast.sari).get("/logbook/baru?salin=1&hari=2026-11-13").text

    assert "di loket" not in page


def test_nobody_copies_from_another(visit, cast, before):
    assert "di loket" not in visit(cast.tono).get("/logbook/baru?salin=1").text


def send(browser, text):
    browser.post("/logbook", {"token": "new", "day": str(TODAY), "text": text})
    return browser.get("/logbook").text


def test_the_same_text_is_sent_and_remarked_on(visit, cast, before):
    page = send(visit(cast.sari), " Menerima  konsultasi\ndi loket. ")

    assert Entry.select().count() == 2
    assert "sama persis dengan hari Senin" in page


def test_another_text_is_not_remarked_on(visit, cast, before):
    assert "sama persis" not in send(visit(cast.sari), "Menerima konsultasi di loket B.")


def test_an_entry_written_for_the_day_opens_instead(visit, cast, before):
    Entry.update(day=TODAY).execute()

    assert visit(cast.sari).get("/logbook/baru?salin=1").status_code == 303
