"""A photographed slip: it lies beside its note on the phone, and nowhere else."""

import hashlib
import io
from pathlib import Path

import pytest
from PIL import Image

from tests.browser.encounters.test_kept_whole import FULL
from tests.browser.encounters.writing import FIRST, begin, go_on, notes, visit_once, write
from tests.browser.events.test_door import kill_browser
from tests.support.servers.browser import axe, described

pytestmark = pytest.mark.usefixtures("requests_fail")
MOST_BYTES = 200_000
CAMERA = "Kamera Rekaan"


@pytest.fixture
def page(opened):
    page = opened()
    visit_once(page)
    page.context.set_offline(True)
    return page


def photo(color: str = "white") -> dict:
    """As a camera gives it: large, and with what it writes beside a picture."""
    picture = Image.effect_noise((2400, 1800), 60).convert("RGB")
    picture.paste(color, (0, 0, 1200, 900))
    exif = Image.Exif()
    exif[0x010F] = CAMERA
    file = io.BytesIO()
    picture.save(file, "JPEG", exif=exif, quality=90)
    return {"name": "slip.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def add(page, file: dict, said: str = "Foto tersimpan di HP ini") -> None:
    page.get_by_label("Foto bukti atau slip").set_input_files([file])
    page.locator("#slip-state", has_text=said).wait_for()


def change(page) -> None:
    page.get_by_role("link", name="Ubah catatan").click()
    page.get_by_label("Foto bukti atau slip").wait_for()


def is_for_everybody(page, awaited: str) -> None:
    tab = page.context.new_page()
    tab.set_viewport_size({"width": 320, "height": 640})
    tab.goto(page.url)
    tab.locator(awaited).wait_for()
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320
    violations = axe(tab)
    assert not violations, described(violations)
    tab.close()


def test_it_outlives_the_browser_is_never_sent_and_goes_with_its_note(page, opened, tmp_path):
    sent = []
    page.context.on("request", lambda each: sent.append((each.method, each.post_data)))
    page.goto("/catatan/baru")
    page.get_by_text("Hanya di HP ini").wait_for()
    add(page, photo())  # at the counter, before a word is written
    write(page, FIRST)
    page.get_by_label("hari kerja", exact=True).check(force=True)
    go_on(page)
    kill_browser(tmp_path / "phone")
    page = opened()
    page.context.on("request", lambda each: sent.append((each.method, each.post_data)))
    page.context.set_offline(True)
    page.goto("/catatan")
    assert page.locator("#kept li").count() == 1
    page.get_by_role("link", name="Akta kelahiran Dinas Contoh").click()

    shown = page.get_by_role("img", name="Foto bukti 1")
    shown.wait_for()
    assert shown.evaluate("each => each.decode().then(() => each.naturalWidth)") >= 640
    assert page.get_by_text("Foto tidak ikut dalam berkas").is_visible()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Simpan foto 1").click()
    saved = Path(taken.value.path()).read_bytes()
    digest = hashlib.sha256(saved).hexdigest()
    assert len(saved) <= MOST_BYTES
    assert CAMERA.encode() not in saved
    assert not Image.open(io.BytesIO(saved)).getexif()
    assert page.get_by_text(digest).is_visible()
    with page.expect_download() as file:
        page.get_by_role("button", name="Catatanku (.json)").click()
    assert digest in Path(file.value.path()).read_text()
    is_for_everybody(page, "#seen img")

    page.get_by_text("Hapus", exact=True).click()
    page.get_by_role("button", name="Ya, hapus").last.click()
    page.get_by_role("heading", name="Catat layanan publik").wait_for()
    assert notes(page) == []
    assert {each for each in sent if each != ("GET", None)} == set()


def test_three_are_kept_each_can_be_deleted_and_what_cannot_be_kept_is_said(page):
    begin(page)
    assert page.get_by_text("Foto tidak ikut dalam berkas").count() == 0
    change(page)
    for color in ("red", "green", "blue"):
        add(page, photo(color))
    add(page, photo(), said="sudah ada tiga foto")
    add(page, {**photo(), "buffer": b"no photo"}, said="tidak bisa dibuka")
    is_for_everybody(page, "#slip")
    page.get_by_role("button", name="Lanjutkan", exact=True).click()
    go_on(page)

    page.get_by_text("Hapus foto 2").click()
    page.locator("[data-drop='1']").click()
    page.get_by_role("img", name="Foto bukti 3").wait_for(state="detached")

    note = next(each["note"] for each in notes(page) if "note" in each)
    assert page.get_by_role("img").count() == len(note["proofs"]) == 2
    change(page)
    page.evaluate(FULL)
    add(page, photo(), said="penyimpanan peramban penuh")
    page.reload()
    assert len(notes(page)) == 1 + 2
