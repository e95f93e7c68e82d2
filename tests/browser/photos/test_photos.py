"""A photo from a phone's camera: small before it goes over the air, and loaded only when wanted."""

import re

import pytest

from mori.core.bytes import PAPER_BYTES, PHOTO_BYTES
from mori.core.files.decoding import is_bare_webp
from tests.browser import acts
from tests.support.pictures import jpeg, letter, scene

pytestmark = pytest.mark.calendar

INTERNS = {"with scripts": "Misalwan", "without scripts": "Intan Contoh"}
PVL = "Penerimaan dan Verifikasi Laporan"
TEXT = "Memotret papan informasi layanan di ruang tunggu."


def pictures_asked_for(page) -> list[str]:
    asked: list[str] = []
    page.on("request", lambda each: asked.extend([each.url] * ("/foto/" in each.url)))
    return asked


def picture_of(page) -> bytes:
    """The newest entry's first photo, as the server gives it."""
    page.goto("/logbook")
    path = page.locator(".tile").first.get_attribute("href").removesuffix("/lihat")
    return page.request.get(path).body()


def is_small_and_bare(content: bytes) -> bool:
    return len(content) <= PHOTO_BYTES and is_bare_webp(content) and b"Kamera" not in content


def test_twelve_megapixels_leave_the_phone_in_sixty_kilobytes(enter, line, camera):
    page = enter(INTERNS["with scripts"], address=line.address)
    page.get_by_label("Apa yang kamu kerjakan?").fill(TEXT)
    acts.photos_of(page).set_input_files(camera)
    page.get_by_text(re.compile(r"\d\d kB, dikecilkan dari \d,\d MB")).wait_for()
    page.wait_for_load_state("networkidle")
    before = len(line.answers)

    page.get_by_role("button", name="Kirim", exact=True).click()
    page.locator("#today").get_by_text(TEXT).wait_for()
    acts.wait_until_delivered(page)

    assert 10_000 < sum(each.sent_bytes for each in line.answers[before:]) <= PHOTO_BYTES
    page.goto("/")
    page.locator("#today").get_by_text("1 foto").wait_for()
    assert is_small_and_bare(picture_of(page))


@pytest.mark.usefixtures("requests_fail")
def test_without_scripts_the_server_makes_it_as_small(enter, camera):
    page = enter(INTERNS["without scripts"], scripts=False)
    page.get_by_label("Apa yang kamu kerjakan?").fill(TEXT)
    acts.photos_of(page).set_input_files([camera, {**camera, "buffer": b"<html>"}])

    page.get_by_role("button", name="Kirim", exact=True).click()

    page.get_by_text("Foto 2: Foto ini tidak bisa dibuka.").wait_for()
    assert not page.get_by_text("Foto 1:").count()
    assert page.get_by_label("Apa yang kamu kerjakan?").input_value() == TEXT
    assert is_small_and_bare(picture_of(page))
    page.locator(".tile").first.click()
    assert page.locator("figure img").evaluate("image => image.complete && image.naturalWidth") > 0
    page.get_by_role("link", name="Kembali").click()
    page.get_by_role("button", name="Hapus foto 1").click()
    page.get_by_text("Fotonya sudah dihapus.").wait_for()
    assert not page.locator(".tile").count()


def test_a_paper_stays_readable_and_grey(enter):
    page = enter("Putri Misalkan")
    page.goto("/presensi?kabar=1")
    content = jpeg(letter())

    page.get_by_label("Foto surat").set_input_files(
        {"name": "surat.jpg", "mimeType": "image/jpeg", "buffer": content}
    )
    page.get_by_text("dikecilkan dari").wait_for()

    size, longest, colours = page.evaluate(
        """async () => {
          const [file] = document.querySelector('[name=paper]').files;
          const picture = await createImageBitmap(file);
          const canvas = new OffscreenCanvas(8, 8), pen = canvas.getContext('2d');
          pen.drawImage(picture, 0, 0, 8, 8);
          const { data } = pen.getImageData(0, 0, 8, 8);
          const apart = [...data.keys()].filter(n => n % 4 == 0)
            .map(n => Math.abs(data[n] - data[n + 2]));
          return [file.size, Math.max(picture.width, picture.height), Math.max(...apart)];
        }"""
    )
    assert size <= PAPER_BYTES
    assert longest >= 1280
    assert colours <= 8


def test_a_list_loads_no_picture_before_a_tap(enter, site):
    people = [
        each.name
        for each in site.people.values()
        if each.role == "supervisor" and each.office == "Lampung"
    ]
    for name in people:
        page = enter(name)
        asked = pictures_asked_for(page)
        page.goto("/tinjau", wait_until="networkidle")
        tile = page.locator(".queue .tile").first
        if tile.count():
            break
    assert not asked

    tile.click()
    picture = page.locator(".queue figure img").first
    picture.wait_for()
    acts.wait_for(lambda: picture.evaluate("image => image.complete && image.naturalWidth"))

    assert len(asked) == 2  # the figure, and the picture in it
    assert page.url.endswith("/tinjau")


def test_a_picture_that_one_person_looked_at_is_not_the_next_ones(enter, site):
    page = enter("Dimas Umpama")
    page.goto("/logbook/baru?hari=" + acts.a_day_not_written())
    page.get_by_label("Apa yang kamu kerjakan?").fill(TEXT)
    photo = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": jpeg(scene())}
    page.locator("[name=photo]").set_input_files(photo)
    page.get_by_text("dikecilkan dari").wait_for()
    page.get_by_role("button", name="Kirim", exact=True).click()
    page.wait_for_url(lambda url: "baru" not in url)
    acts.wait_for(lambda: page.goto(acts.first_entry(page, TEXT)) and page.locator(".tile").count())
    page.locator(".tile").first.click()
    address = page.locator("figure img").first.get_attribute("src")
    kind = "url => fetch(url).then(answer => answer.headers.get('content-type'))"
    assert page.evaluate(kind, address) == "image/webp"

    page.context.clear_cookies(name="mori")

    assert "html" in page.evaluate(kind, address)


def test_a_form_that_is_sent_too_soon_waits_for_its_photos(enter, camera):
    page = enter("Nadia Teladan")
    page.goto("/logbook/baru")
    page.get_by_label("Apa yang kamu kerjakan?").fill(TEXT)
    photo = {**camera, "buffer": jpeg(scene(2000, 1500))}
    acts.photos_of(page).set_input_files([photo, photo])

    page.get_by_role("button", name="Kirim", exact=True).click()

    page.wait_for_url("**/logbook")
    acts.wait_until_delivered(page)
    page.reload()
    assert page.locator(".rail li").first.locator(".tile").count() == 1  # the same one twice
    assert is_small_and_bare(picture_of(page))
