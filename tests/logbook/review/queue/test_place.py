"""A reviewer stays where they are in the queue, after deciding and after undoing."""

import datetime as dt
import re

import pytest

from mori.logbook.review.models import Verdict
from tests.cast import TODAY
from tests.logbook.review.deciding import approve
from tests.logbook.writing import write_entry

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def entries(cast):
    """Twelve that wait for Rina, the oldest day first."""
    return [write_entry(cast, TODAY - dt.timedelta(days=age)) for age in range(11, -1, -1)]


def shown(page):
    return re.findall(r'<li id="entry-(\w+)"', page)


def keys_of(entries):
    return [entry.key for entry in entries]


def second_page(browser):
    page = browser.get("/tinjau").text
    return page.split('rel="next"')[0].rpartition('href="')[2].split('"')[0]


def decide_at(browser, address, entry, revision=1):
    _, _, query = address.partition("?")
    return browser.post(f"/tinjau/{entry.key}?{query}", {"verb": "approve", "revision": revision})


def undo_from(browser, address):
    """Take back by the button on a page; where that leads."""
    page = browser.get(address).text
    return browser.post(re.search(r'action="(/tinjau/urungkan/[^"]*)"', page)[1]).location


def test_a_decision_on_a_later_page_leads_back_to_it(visit, entries, cast):
    rina = visit(cast.rina)
    address = second_page(rina)

    reply = decide_at(rina, address, entries[10])

    assert reply.location == address
    assert shown(rina.get(reply.location).text) == keys_of(entries[11:])


def test_undone_on_a_later_page_it_waits_there_again(visit, entries, cast):
    rina = visit(cast.rina)
    address = second_page(rina)
    decide_at(rina, address, entries[10])

    location = undo_from(rina, address)

    assert location == f"{address}#entry-{entries[10].key}"
    assert shown(rina.get(address).text) == keys_of(entries[10:])


def test_undone_from_the_next_page_it_is_shown_where_it_waits(visit, entries, cast):
    rina = visit(cast.rina)
    address = second_page(rina)
    approve(rina, entries[9])

    location = undo_from(rina, address)

    page, _, anchor = location.partition("#")
    assert anchor == f"entry-{entries[9].key}"
    assert shown(rina.get(page).text) == keys_of(entries[9:])


def test_undone_under_a_filter_the_filter_stays(visit, entries, cast):
    rina, filtered = visit(cast.rina), "/tinjau?saring=lama"
    approve(rina, entries[0])

    assert undo_from(rina, filtered) == f"{filtered}#entry-{entries[0].key}"


def test_what_was_initialled_together_is_undone_at_the_first_of_it(visit, entries, cast):
    rina = visit(cast.rina)
    rina.post("/tinjau/pilihan", {"pick": [f"{entry.key}.1" for entry in entries[2:5]]})

    assert undo_from(rina, "/tinjau") == f"/tinjau#entry-{entries[2].key}"
    assert {each.state for each in Verdict.select()} == {"undone"}


def test_once_a_later_page_is_empty_the_queue_is_shown_from_its_start(visit, entries, cast):
    rina = visit(cast.rina)
    address = second_page(rina)
    for entry in entries[10:]:
        decide_at(rina, address, entry)

    page = rina.get(address).text

    assert shown(page) == keys_of(entries[:10])
    assert "Semua sudah diparaf" not in page


def test_the_opened_entry_leads_back_to_its_page(visit, entries, cast):
    rina = visit(cast.rina)
    address = second_page(rina)
    page = rina.get(address).text
    link = re.search(rf'href="([^"]*buka={entries[10].key})"', page)[1].replace("&amp;", "&")

    opened = rina.get(link).text

    assert f'<p class="back"><a class="button plain" href="{address}"' in opened
