"""Papers on a phone without JavaScript: signed three ways, and opened by their intern."""

import hashlib
import time

import pytest

from tests.browser import acts
from tests.browser.site import Site
from tests.support import documents
from tests.support.servers.browser import axe, described

LONG = 90  # seconds: the background work makes the PDFs of the whole demonstration first
NARROW = {"width": 360, "height": 640}


@pytest.fixture
def phone(browser, site: Site):
    """Opens a small phone without scripts on which somebody has signed in."""
    opened = []

    def open_phone(name: str):
        person = site.people[name]
        options = {"base_url": site.address, "java_script_enabled": False}
        context = acts.signed_in(browser, person, **options)
        page = context.__enter__()
        page.set_viewport_size(NARROW)
        opened.append(context)
        return page

    yield open_phone
    for context in opened:
        context.__exit__(None, None, None)


def until_seen(page, path: str, text: str) -> None:
    """Open a page again until it says something."""
    deadline = time.monotonic() + LONG
    while True:
        page.goto(path)
        if text in page.locator("main").inner_text():
            return
        assert time.monotonic() < deadline, f"{path} never said {text}"
        time.sleep(0.5)


def fits(page) -> None:
    """Nothing scrolls sideways."""
    box = page.locator("main").bounding_box()
    assert box
    assert box["x"] + box["width"] <= NARROW["width"]


def test_the_head_signs_with_one_tap_and_the_intern_opens_it(phone):
    head, intern = phone("Halimah Teladan"), phone("Yulia Seumpama")
    head.goto("/sertifikat/tanda-tangan")
    fits(head)

    head.get_by_role("button", name="Tandatangani yang dicentang").click()

    head.get_by_text("dokumen ditandatangani.").wait_for()
    head.get_by_text("Tidak ada yang menunggu tanda tangan Anda.").wait_for()
    until_seen(intern, "/saya/sertifikat", "Unduh")
    fits(intern)
    with intern.expect_download() as waiting:
        intern.get_by_role("link", name="Unduh").first.click()
    with open(waiting.value.path(), "rb") as file:
        assert file.read(5) == b"%PDF-"


def test_the_intern_chooses_whether_marks_are_shown(phone):
    intern = phone("Yulia Seumpama")
    until_seen(intern, "/saya/sertifikat", "Perlihatkan nilaiku")

    intern.get_by_role("button", name="Perlihatkan nilaiku").first.click()

    intern.get_by_text("Pemeriksa dokumen ini bisa melihat nilaimu.").wait_for()
    intern.get_by_role("button", name="Sembunyikan nilaiku").first.click()
    intern.get_by_text("Nilaimu tidak diperlihatkan kepada siapa pun.").wait_for()


@pytest.mark.usefixtures("requests_fail")
def test_a_number_is_typed_from_the_register_and_a_used_one_is_refused(phone):
    coordinator = phone("Ratna Contoh")
    coordinator.goto("/sertifikat/surat?keadaan=tanda-tangan")
    used = coordinator.locator("table.rows td").nth(1).inner_text()
    coordinator.goto("/sertifikat/surat?keadaan=nomor")
    coordinator.locator("table.rows tbody a").first.click()
    fits(coordinator)

    coordinator.get_by_label("Nomor").fill(used.lower())
    coordinator.get_by_role("button", name="Beri nomor ini").click()
    coordinator.get_by_text("sudah dipakai dokumen lain").first.wait_for()
    assert coordinator.get_by_label("Nomor").input_value() == used.lower()
    coordinator.get_by_label("Nomor").fill("500.5.7.10/239/438.5.14/2026")
    coordinator.get_by_role("button", name="Beri nomor ini").click()

    coordinator.get_by_text("Dokumen sudah bernomor.").wait_for()


def test_a_pdf_signed_outside_is_uploaded_and_downloaded_byte_for_byte(phone, tmp_path):
    coordinator, signed = phone("Ratna Contoh"), documents.pdf(400_000)
    coordinator.goto("/sertifikat/surat?keadaan=tanda-tangan")
    coordinator.locator("table.rows tbody a").last.click()
    path = coordinator.url
    until_seen(coordinator, path, "Unggah PDF bertanda tangan")
    assert "Belum ditandatangani" in coordinator.locator("main").inner_text()
    coordinator.get_by_role("link", name="Unggah PDF bertanda tangan").click()
    fits(coordinator)

    file = {"name": "bertanda.pdf", "mimeType": "application/pdf", "buffer": signed}
    coordinator.get_by_label("PDF bertanda tangan").set_input_files(file)
    coordinator.get_by_role("button", name="Simpan sebagai dokumen").click()

    coordinator.get_by_text("Mulai sekarang persis berkas inilah dokumennya.").wait_for()
    with coordinator.expect_download() as waiting:
        coordinator.get_by_role("link", name="Unduh PDF").click()
    with open(waiting.value.path(), "rb") as kept:
        assert hashlib.sha256(kept.read()).digest() == hashlib.sha256(signed).digest()


def test_a_run_that_was_stopped_goes_on_and_counts(phone):
    coordinator = phone("Rusdiana Misalkan")
    coordinator.goto("/sertifikat/penerbitan")
    coordinator.locator(".lines a").first.click()
    path = coordinator.url
    fits(coordinator)

    coordinator.get_by_role("button", name="Lanjutkan").click()

    until_seen(coordinator, path, "Selesai")


def test_pages_are_legible_to_machines_and_fit(browser, site):
    pages = ("/sertifikat", "/sertifikat?saring=kurang", "/sertifikat/surat?keadaan=selesai",
             "/kantor/sertifikat", "/kantor/penanda-tangan", "/kantor/nomor-terpakai")  # fmt: skip
    with acts.signed_in(browser, site.people["Rusdiana Misalkan"], base_url=site.address) as page:
        for language in ("English", "Bahasa Indonesia"):
            acts.speak(page, language)
            for path in pages:
                page.set_viewport_size({"width": 320, "height": 640})
                page.goto(path)
                wide = page.evaluate("document.documentElement.scrollWidth")
                assert wide <= 320, f"{path} is {wide} wide"
                found = axe(page)
                assert not found, described(found)
