"""What is said after an entry was sent: for which day, where it is, and what it gives away."""

import re

import pytest

from mori.logbook.models import Entry
from tests.cast import NOON, TODAY
from tests.logbook.sending import YESTERDAY, send
from tests.logbook.writing import write_entry

pytestmark = pytest.mark.usefixtures("noon")

AT_HOME = {"from": "home"}


def kept_on(page):
    """How many days of the week are recorded, as the strip says."""
    return re.search(r'id="week-kept"[^>]*>([^<]*)<', page)[1]


def test_an_entry_for_another_day_lands_with_its_day_and_where_it_is(visit, cast):
    sari = visit(cast.sari)

    reply = send(sari, day=YESTERDAY)

    assert reply.location == "/logbook"
    assert "Terkirim untuk Selasa, 17 November 2026. Catatannya ada di logbook." in (
        sari.get(reply.location).text
    )


def test_a_complainants_name_is_pointed_out_for_another_day_too(visit, cast):
    sari = visit(cast.sari)

    reply = send(sari, "Pelapor bernama Umpama Contoh datang.", day=YESTERDAY)
    page = sari.get(reply.location).text

    assert reply.location == f"/logbook/{Entry.get().key}"
    assert "Terkirim untuk Selasa" in page
    assert "nama pelapor" in page


def test_a_tab_left_open_overnight_says_for_which_day_it_was_sent(visit, cast):
    sari = visit(cast.sari, htmx=True)

    reply = send(sari, day=YESTERDAY, **AT_HOME)

    assert reply.headers["HX-Redirect"] == "/"
    assert "Terkirim untuk Selasa" in sari.get("/").text


def test_sent_in_place_the_week_follows(visit, cast):
    write_entry(cast, YESTERDAY)
    sari = visit(cast.sari)
    before = kept_on(sari.get("/").text)

    reply = send(visit(cast.sari, htmx=True), day=TODAY, **AT_HOME).text

    assert (before, kept_on(reply)) == (
        "1 dari 5 hari tercatat pekan ini",
        "2 dari 5 hari tercatat pekan ini",
    )
    assert 'id="week"' in reply
    assert "hari ini, belum ditulis" not in reply


def test_an_entry_returned_after_the_internship_ended_is_on_the_start_page(visit, cast):
    cast.placement.update(ends_on=YESTERDAY, state="finished").execute()
    entry = write_entry(
        cast, YESTERDAY, state="returned", reviewer=cast.rina, reviewed_at=NOON, note="Pasal?"
    )

    page = visit(cast.sari).get("/").text

    assert "Magangmu sudah selesai" in page
    assert f'href="/logbook/{entry.key}"' in page
    assert "Pasal?" in page
