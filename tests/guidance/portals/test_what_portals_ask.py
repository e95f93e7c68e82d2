"""An office says what the portal of a kind of intern asks, and takes it back."""

import pytest

from mori.guidance.portals.models import OfficePortal, PortalDuty
from tests.cast import TODAY
from tests.guidance.portals.asking import national, portal_duty

pytestmark = pytest.mark.usefixtures("noon")

SAID = {
    "kind": "student",
    "portal": "SIMKATMAWA Contoh",
    "text_least": "100",
    "learnt_least": "0",
    "obstacles_least": "0",
    "is_ticked": "y",
    "verifications": "1",
    "source": "Panduan",
    "verified_on": "2026-11-01",
}


def test_an_office_says_what_a_portal_asks_and_drops_it_again(visit, cast):
    wati, sari = visit(cast.wati), visit(cast.sari)

    wati.post("/kantor/portal", SAID)
    assert "SIMKATMAWA Contoh" in wati.get("/kantor/portal?jenis=student").text
    assert "SIMKATMAWA Contoh" in sari.get("/portal").text
    assert "SIMKATMAWA" not in visit(cast.laila).get("/portal").text

    wati.post("/kantor/portal", {"kind": "student", "drop": "1"})
    assert "tidak punya portal" in sari.get("/portal").text


@pytest.mark.parametrize(
    "wrong",
    [
        {"text_least": "-1"},
        {"learnt_least": "banyak"},
        {"verifications": "5"},
        {"portal": "x" * 61},
        {"verified_on": "kemarin"},
    ],
)
def test_what_a_portal_cannot_ask_is_said(visit, cast, wrong):
    wati = visit(cast.wati)

    assert wati.post("/kantor/portal", {**SAID, **wrong}).status_code == 422
    assert "SIMKATMAWA" not in wati.get("/kantor/portal?jenis=student").text


def test_a_kind_that_there_is_not_is_not_found(visit, cast):
    wati = visit(cast.wati)

    assert wati.get("/kantor/portal?jenis=x").status_code == 404
    assert wati.post("/kantor/portal", {**SAID, "kind": "x"}).status_code == 422
    assert wati.post("/kantor/portal").status_code == 422
    assert not OfficePortal.select().exists()


def test_where_there_is_no_portal_any_more_nothing_is_left_to_do(visit, cast):
    done = portal_duty(national(cast.placement), number=2, done_on=TODAY, done_by=cast.rina)
    for placement in (cast.placement, national(cast.placement_laila)):
        portal_duty(placement)
    rina = visit(cast.rina)
    assert "1 tugas di portal" in rina.get("/tinjau/portal").text

    visit(cast.wati).post("/kantor/portal", {**SAID, "kind": "national", "portal": ""})

    page = rina.get("/tinjau/portal").text
    assert "Tidak ada tugas di portal" in page
    assert "Sari Contoh" in page
    left = {each.id: each.office_id for each in PortalDuty.select()}
    assert done.id in left
    assert sorted(left.values()) == [cast.banua.id, cast.seberang.id]
