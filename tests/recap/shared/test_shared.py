"""A report given as a link: counts and nobody's name, until it is revoked or expires."""

import re

import pytest

from mori.core.bytes import PAGE_BYTES, brotli_size
from mori.core.workdays import DAY
from mori.links.models import SignedLink
from mori.links.operations import revoke_link
from mori.recap.reports.figure_rules import Grouping
from mori.recap.shared.models import SharedReport
from tests.cast import NOON
from tests.links.holding import holder
from tests.recap.reports.seeded import HEADS, seed
from tests.recap.reports.test_hand_count import by_hand, page_rows

from .sharing import share

pytestmark = pytest.mark.usefixtures("noon")
FORM = "/laporan/tautan?per=unit&periode=2026-11"


@pytest.fixture
def lived(cast):
    seed(cast)
    return cast


def inside(given) -> str:
    return f"/t/{given.link.key}/laporan"


def test_it_shows_the_figures_and_nobodys_name(visit, lived):
    given = share(lived)

    page = holder(visit, given).get(inside(given))

    assert page_rows(page.text) == by_hand("unit")
    for name in ("Sari", "Tono", "Ani", "Rina", "Budi", "Wati"):
        assert not re.search(rf"\b{name}\b", page.text), name
    assert "/laporan/baris" not in page.text
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert page.headers["Cache-Control"] == "no-store"
    assert brotli_size(page.data) <= PAGE_BYTES


@pytest.mark.parametrize("per", [each for each in Grouping if not each.names_people])
def test_no_grouping_that_is_given_names_anybody(visit, lived, per):
    given = share(lived, grouping=per)

    text = holder(visit, given).get(inside(given)).text

    assert page_rows(text)[0][1:] == HEADS
    assert not re.search(r"\b(Sari|Tono|Ani|Rina|Budi)\b", text)


def test_it_opens_nothing_else(visit, lived):
    given = share(lived)
    browser = holder(visit, given)
    other = share(lived, "other")

    for path in ("/laporan", "/laporan/baris", "/laporan/peserta", "/ringkasan"):
        assert browser.get(path).status_code == 303, path
    for path in (inside(other), f"/t/{given.link.key}/mahasiswa", f"/t/{given.link.key}/alumni"):
        assert browser.get(path).status_code == 404, path


def test_revoked_or_expired_it_shows_nothing(visit, lived):
    given, late = share(lived), share(lived, "late")
    browser, other = holder(visit, given), holder(visit, late)

    revoke_link(given.link, lived.wati.id, NOON)
    SignedLink.update(expires_at=NOON - DAY).where(SignedLink.id == late.link.id).execute()

    for each, link in ((browser, given), (other, late)):
        reply = each.get(inside(link))
        assert reply.status_code == 404
        assert "30,5" not in reply.text


def test_the_office_makes_it_and_lists_it(visit, lived):
    browser = visit(lived.wati)

    made = browser.post(FORM, {"token": "once", "name": "Bu Umpama", "email": ""})

    assert made.status_code == 200
    assert "Laporan per unit, November 2026" in made.text
    secret = re.search(r"/t/[^/<]+/[^/<\s]+", made.text)[0]
    assert visit().post(secret).location.endswith("/laporan")
    listed = browser.get("/tautan").text
    assert "Bu Umpama" in listed
    assert "laporan kantor, hanya angka" in listed


def test_the_same_form_twice_makes_one(visit, lived):
    browser, said = visit(lived.wati), {"token": "once", "name": "Bu Umpama"}
    browser.post(FORM, said)

    again = browser.post(FORM, said)

    assert again.status_code == 422
    assert 'value="Bu Umpama"' in again.text
    assert (SignedLink.select().count(), SharedReport.select().count()) == (1, 1)


def test_without_a_name_and_with_no_address_it_is_not_made(visit, lived):
    reply = visit(lived.wati).post(FORM, {"token": "once", "email": "bukan alamat"})

    assert reply.status_code == 422
    assert 'value="bukan alamat"' in reply.text
    assert not SharedReport.select().exists()


def test_by_supervisor_there_is_no_link(visit, lived):
    browser, path = visit(lived.wati), "/laporan/tautan?per=pembimbing"

    assert "/laporan/tautan" not in browser.get("/laporan?per=pembimbing").text
    for reply in (browser.get(path), browser.post(path, {"token": "once", "name": "Bu Umpama"})):
        assert reply.status_code == 422
        assert "menyebut nama orang" in reply.text
    assert not SharedReport.select().exists()


def test_the_head_reads_reports_and_gives_none(visit, lived):
    browser = visit(lived.hasan)

    assert "/laporan/tautan" not in browser.get("/laporan").text
    assert browser.get("/laporan/tautan").status_code == 403
    assert browser.post(FORM, {"token": "once", "name": "Bu Umpama"}).status_code == 403
