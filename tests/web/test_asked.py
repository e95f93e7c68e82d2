"""Where a page goes on is told by its address."""

import datetime as dt

import pytest

from mori.web.asked import after, next_page


@pytest.mark.parametrize("name", ["sari", "sari~contoh", "~", "sari & co"])
def test_the_next_page_begins_after_the_last_name_whatever_is_in_it(app, name):
    with app.test_request_context("/peserta?cari=a"):
        shown, address = next_page([(name, 7), ("tono", 8)], 1, lambda row: row)

    with app.test_request_context(address):
        assert after(str, int) == (name, 7)
    assert shown == [(name, 7)]
    assert "cari=a" in address


@pytest.mark.parametrize("place", ["", "7", "x~7", "2026-11-18~", "2026-11-18~9999999999", "~~"])
def test_nonsense_begins_at_the_beginning(app, place):
    with app.test_request_context(f"/logbook?after={place}"):
        assert after(dt.date.fromisoformat, int) is None
