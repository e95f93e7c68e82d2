"""The campus looks in: weeks, a visit, a signature; and the office fills in the campus's own form.

On a phone, with scripts and without.
"""

import re

import pytest

from mori.core.clock import local_date, now
from tests.browser import acts
from tests.browser.ending.asking import asked_to_sign
from tests.browser.site import Site
from tests.campus.filling import docx, words_in
from tests.support.looking.legible import look_at

pytestmark = [pytest.mark.usefixtures("requests_fail"), pytest.mark.calendar, pytest.mark.once]
COORDINATOR = "Rusdiana Misalkan"
CONTACTS = {"without scripts": "Ibu Rahimah Contoh", "with scripts": "Bapak Jumadi Umpama"}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(params=CONTACTS)
def way(request) -> str:
    return request.param


def options(site: Site, way: str) -> dict:
    return {"base_url": site.address, "java_script_enabled": way == "with scripts"}


def open_link(page, door: str) -> None:
    page.goto(door)
    page.get_by_role("button", name="Buka", exact=True).click()


def well(page) -> None:
    assert not list(look_at(page))


def test_a_campus_supervisor_reads_a_week_and_leaves_a_visit(browser, site: Site, way):
    said = f"Bertemu di kantor, {way}."
    with acts.anonymous(browser, **options(site, way)) as page:
        open_link(page, site.links["Ibu Rahimah Contoh"])
        page.locator("a.item", has_text="Minggu ke-").first.click()
        name = page.locator("h1").inner_text()
        page.locator("a.item", has_text="sudah diparaf").last.click()
        assert page.locator("h1").inner_text() == "Minggu ke-1"
        page.go_back()

        page.get_by_text("Tulis kunjungan atau catatan").click()
        page.get_by_text("Kunjungan", exact=True).last.click()
        page.get_by_label("Hari", exact=True).fill(f"{local_date(now(), 'Asia/Makassar')}")
        page.get_by_label("Isi catatan").fill(said)
        page.get_by_role("button", name="Kirim", exact=True).click()

        page.get_by_text(said).wait_for()
        if way == "with scripts":
            well(page)
    with acts.signed_in(browser, site.people[COORDINATOR], **options(site, way)) as page:
        page.goto(f"/peserta?cari={name}")
        page.get_by_role("link", name=re.compile(name)).first.click()
        page.get_by_text(said).wait_for()


def test_a_campus_supervisor_signs_and_the_coordinator_sees_it(browser, site: Site, way):
    said = f"Sesuai pengamatan saya, {way}."
    name = a_student(browser, site, CONTACTS[way])
    door = asked_to_sign(site, name, COORDINATOR)
    with acts.anonymous(browser, **options(site, way)) as page:
        open_link(page, door)
        if way == "with scripts":
            well(page)
        page.get_by_text("Ya, saya setuju").click()
        page.get_by_label("Dalam satu kalimat").fill(said)
        page.get_by_role("button", name="Kirim jawaban").click()
        page.get_by_text(said).wait_for()
    with acts.signed_in(browser, site.people[COORDINATOR], **options(site, way)) as page:
        page.goto(f"/peserta?cari={name}")
        page.get_by_role("link", name=re.compile(name)).first.click()
        page.get_by_text(said).wait_for()


def a_student(browser, site: Site, contact: str) -> str:
    """Whom the contact's link shows first."""
    with acts.anonymous(browser, base_url=site.address) as page:
        open_link(page, site.links[contact])
        return page.locator("a.item b").first.inner_text()


def test_a_form_is_tried_kept_and_filled_in(browser, site: Site, way):
    with acts.signed_in(browser, site.people[COORDINATOR], **options(site, way)) as page:
        page.goto("/lembaga?cari=Universitas Contoh Banua")
        page.get_by_role("link", name="Universitas Contoh Banua").click()
        page.get_by_role("link", name="Tambahkan formulir mereka").click()
        if way == "with scripts":
            page.wait_for_url("**/formulir")
            well(page)
        send(page, docx("Nama: {{ nmaa }}"))
        page.get_by_text("Isian ini tidak ada: nmaa").wait_for()

        send(page, docx("Nama: {{ nama }}"))

        page.get_by_role("heading", name="Lembar dosen").wait_for()
        if way == "with scripts":
            well(page)
        student = page.locator("a.item[download]").first
        with page.expect_download() as download:
            student.click()
        filled = words_in(download.value.path().read_bytes())
        assert filled == f"Nama: {student.locator('b').inner_text()}"


def send(page, content: bytes) -> None:
    file = {"name": "lembar.docx", "mimeType": WORD, "buffer": content}
    page.get_by_label("Nama formulir").fill("Lembar dosen")
    page.locator("#file").set_input_files(file)
    page.get_by_role("button", name="Simpan formulir").click()
    page.wait_for_load_state()
