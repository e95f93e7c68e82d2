"""What an office offers, from its coordinator's page to the public one."""

import datetime as dt

import pytest

from mori.applications.models import Opening
from mori.applications.rules import OpeningState
from mori.core.bytes import FIRST_VIEW_BYTES, brotli_size
from mori.offices.models import Office
from mori.offices.rules import OfficeState
from tests.applications.public.writing import application, opening_of, said
from tests.cast import TODAY

pytestmark = pytest.mark.usefixtures("noon")


def form(**changes):
    return {
        "token": "t1",
        "title": "Magang musim kemarau",
        "unit": "",
        "kinds": ["student", "pupil"],
        "quota": "6",
        "starts_on": "2027-02-01",
        "ends_on": "2027-03-31",
        "open_until": "2026-12-20",
        "needs": "Bisa hadir lima hari sepekan.",
        **changes,
    }


def test_an_opening_is_public_once_it_is_published_and_until_it_is_closed(visit, cast):
    browser = visit(cast.wati)
    page = browser.post("/lowongan/baru", form()).location
    key = page.rsplit("/", 1)[1]
    assert "Magang musim kemarau" not in visit().get("/daftar").text
    assert visit().get(f"/daftar/lowongan/{key}").status_code == 404

    browser.post(f"{page}/terbitkan")
    assert "Magang musim kemarau" in visit().get("/daftar").text
    shown = visit().get(f"/daftar/lowongan/{key}").text
    assert "Bisa hadir lima hari sepekan." in shown
    assert "Surat permohonan dari kampus" in shown

    browser.post(f"{page}/tutup")
    assert "Magang musim kemarau" not in visit().get("/daftar").text
    assert "Lowongan ini sudah ditutup" in visit().get(f"/daftar/lowongan/{key}").text


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"title": " "}, "Tulis apa yang ditawarkan."),
        ({"quota": "0"}, "Tulis angka dari 1"),
        ({"quota": "many"}, "Tulis angka dari 1"),
        ({"ends_on": "2027-01-31"}, "Hari terakhir"),
        ({"open_until": "2027-04-01"}, "Pendaftaran masih dibuka setelah"),
        ({"starts_on": ""}, "Pilih hari pertama"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_stays(visit, cast, changes, says):
    answer = visit(cast.wati).post("/lowongan/baru", form(**changes))

    assert answer.status_code == 422
    assert says in answer.text
    assert "Bisa hadir lima hari" in answer.text
    assert not Opening.select().exists()


def test_the_same_form_twice_is_one_opening_and_it_can_be_changed(visit, cast):
    browser = visit(cast.wati)
    pages = {browser.post("/lowongan/baru", form()).location for _ in range(2)}
    assert len(pages) == 1
    (page,) = pages

    assert browser.post(f"{page}/ubah", form(quota="9")).status_code == 303

    assert Opening.get().quota == 9
    assert 'value="9"' in browser.get(f"{page}/ubah").text


def test_one_whose_day_is_over_is_not_published_and_no_longer_shown(visit, cast, noon):
    opening = opening_of(cast, open_until=TODAY)
    assert opening.title in visit().get("/daftar").text
    noon.shift(dt.timedelta(days=1))

    assert opening.title not in visit().get("/daftar").text
    Opening.update(state=OpeningState.CLOSED).execute()
    answer = visit(cast.wati).post(f"/lowongan/{opening.key}/terbitkan")
    assert answer.status_code == 409


def test_whom_it_is_not_for_is_told(visit, cast):
    opening = opening_of(cast)

    answer = visit().post(f"/daftar/baru?lowongan={opening.key}", said(kind="general"))

    assert answer.status_code == 422
    sent = visit().post(f"/daftar/baru?lowongan={opening.key}", said())
    assert sent.status_code == 303
    assert application().opening_id == opening.id


def test_another_office_changes_nothing(visit, cast):
    opening = opening_of(cast)
    browser = visit(cast.citra)

    assert opening.title not in browser.get("/lowongan").text
    for path in ("", "/ubah"):
        assert browser.get(f"/lowongan/{opening.key}{path}").status_code == 404
    assert browser.post(f"/lowongan/{opening.key}/tutup").status_code == 404


def test_without_any_opening_a_request_goes_to_an_office_that_is_open(visit, cast):
    Office.update(state=OfficeState.CLOSED).where(Office.id == cast.seberang).execute()
    page = visit().get("/daftar").text
    assert "Surat permohonan bisa dikirim kapan saja." in page
    assert "Perwakilan Banua" in page
    assert "Perwakilan Seberang" not in page

    assert visit().get("/daftar/baru?kantor=63").status_code == 200
    for elsewhere in ("kantor=18", "kantor=99", "lowongan=x", ""):
        assert visit().get(f"/daftar/baru?{elsewhere}").status_code == 404


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_public_page_says_that_it_is_free_and_fits_its_budget(visit, cast, language):
    for number in range(30):
        opening_of(cast, title=f"Magang di unit PVL, angkatan {number}")
    page = visit().get("/daftar", headers={"Accept-Language": language})

    assert ("gratis" if language == "id" else "costs nothing") in page.text
    assert brotli_size(page.data) <= FIRST_VIEW_BYTES
