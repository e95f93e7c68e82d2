"""Single keys in the queue can be switched off, by the person and for good."""

import pytest

from tests.logbook.writing import write_entry

pytestmark = pytest.mark.usefixtures("noon")


def test_keys_work_until_they_are_switched_off(visit, cast):
    write_entry(cast)
    rina = visit(cast.rina)
    before = rina.get("/tinjau").text

    rina.post("/saya/pintasan")
    off = rina.get("/tinjau").text
    rina.post("/saya/pintasan", {"on": "yes"})

    assert "data-keys" in before
    assert 'id="keys"' in before
    assert "data-keys" not in off
    assert 'id="keys"' not in off
    assert "data-keys" in rina.get("/tinjau").text


def test_they_are_ones_own(visit, cast):
    visit(cast.rina).post("/saya/pintasan")

    write_entry(cast, person=cast.tono)
    assert "data-keys" in visit(cast.budi).get("/tinjau").text


def test_whoever_has_no_keys_is_not_asked(visit, cast):
    assert 'action="/saya/pintasan"' in visit(cast.rina).get("/saya").text
    for who in (cast.sari, cast.hasan):
        assert 'action="/saya/pintasan"' not in visit(who).get("/saya").text


def test_the_script_is_fetched_by_the_queue_alone(visit, cast):
    assert "/static/review" in visit(cast.rina).get("/tinjau").text
    assert "/static/review" not in visit(cast.rina).get("/saya").text
