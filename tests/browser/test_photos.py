"""A photo from a phone's camera: small before it goes over the air, and loaded only when wanted."""

import re
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from PIL import Image

from mori.core.bytes import PAPER_BYTES, PHOTO_BYTES
from mori.core.files.decoding import is_bare_webp
from mori.web.files import MOST_FILE_BYTES
from tests.browser import acts
from tests.browser.line import Line, line_to
from tests.browser.site import Site
from tests.support.pictures import encoded, jpeg, letter, scene

pytestmark = pytest.mark.calendar

INTERNS = {"with scripts": "Misalwan", "without scripts": "Intan Contoh"}
PVL = "Penerimaan dan Verifikasi Laporan"
TEXT = "Memotret papan informasi layanan di ruang tunggu."


@pytest.fixture(scope="module")
def camera() -> dict:
    """Twelve megapixels of grain, with the place and the maker in them."""
    content = jpeg(scene(4000, 3000, noise=0.15))
    assert 2_500_000 < len(content) < MOST_FILE_BYTES
    return {"name": "IMG_2026.jpg", "mimeType": "image/jpeg", "buffer": content}


@pytest.fixture
def line(site: Site) -> Iterator[Line]:
    with line_to(site.address) as started:
        yield started


@pytest.fixture
def enter(browser, site: Site):
    """Somebody's own phone, signed in."""
    with ExitStack() as stack:
        yield lambda name, scripts=True, address=site.address: stack.enter_context(
            acts.signed_in(
                browser, site.people[name], base_url=address, java_script_enabled=scripts
            )
        )


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


def test_each_photo_has_its_line_and_a_fourth_or_broken_one_is_told(enter):
    page = enter("Putri Misalkan")
    page.goto("/logbook/baru")
    small = [
        {"name": f"{n}.jpg", "mimeType": "image/jpeg", "buffer": jpeg(scene(300 + n, 200))}
        for n in range(4)
    ]
    field = acts.photos_of(page)
    sent = "() => [...document.querySelector('[name=photo]').files].map(each => each.type)"

    field.set_input_files([small[0], {**small[0], "buffer": b"<html>"}])
    page.get_by_text("Foto ini tidak bisa dibuka.").wait_for()
    assert page.evaluate(sent) == ["image/webp"]
    assert page.locator(".lines .error").all_inner_texts() == [
        "0.jpg: Foto ini tidak bisa dibuka. Ambil ulang, atau kirim tanpa foto."
    ]

    field.set_input_files(small[1:])
    page.get_by_text("Paling banyak 3. Yang ini tidak ikut dikirim.").wait_for()
    assert page.locator(".lines .error").count() == 2
    acts.wait_for(lambda: page.evaluate(sent) == ["image/webp"] * 3)

    page.get_by_role("button", name="Batalkan").first.click()
    assert page.evaluate(sent) == ["image/webp"] * 2


def test_what_was_chosen_is_shown_before_it_is_sent(enter):
    page = enter("Putri Misalkan")
    page.goto("/logbook/baru")
    photo = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": jpeg(scene(300, 200))}

    page.context.set_offline(True)
    acts.photos_of(page).set_input_files([photo, {**photo, "buffer": b"<html>"}])
    page.get_by_text("dikecilkan dari").wait_for()
    page.get_by_text("Foto ini tidak bisa dibuka.").wait_for()

    shown = page.locator(".lines canvas:visible")
    assert shown.count() == 1  # nothing of what could not be opened
    colours = """view => new Set(view.getContext('2d').getImageData(0, 0, 128, 128).data).size"""
    assert shown.evaluate(colours) > 50
    page.get_by_role("button", name="Batalkan").first.click()
    assert shown.count() == 0


def test_on_an_entry_there_is_one_button_until_a_photo_is_chosen(enter):
    page = enter("Dimas Umpama")
    page.goto("/logbook/baru?hari=" + acts.a_day_not_written(1))
    page.get_by_label("Apa yang kamu kerjakan?").fill("Foto menyusul.")
    page.get_by_role("button", name="Kirim", exact=True).click()
    page.wait_for_url(lambda url: "baru" not in url)
    acts.wait_for(lambda: page.goto("/logbook") and page.get_by_text("Foto menyusul.").count())
    page.goto(acts.first_entry(page, "Foto menyusul."))
    send = page.get_by_role("button", name="Kirim foto")
    assert send.is_hidden()

    photo = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": jpeg(scene(300, 200))}
    acts.photos_of(page).set_input_files(photo)
    send.click()

    acts.wait_for(lambda: page.locator("#photos .tile").count() or page.reload() and False)
    assert send.is_hidden()


def test_a_photo_that_waits_for_its_turn_has_a_name(enter):
    page = enter("Putri Misalkan")
    page.goto("/logbook/baru")
    page.evaluate("() => { createImageBitmap = () => new Promise(() => {}) }")  # a very slow phone
    photo = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": jpeg(scene(300, 200))}

    acts.photos_of(page).set_input_files([photo, {**photo, "name": "b.jpg"}])

    assert page.locator(".lines .muted").all_inner_texts() == [
        "a.jpg: Sedang dikecilkan…",
        "b.jpg: Sedang dikecilkan…",
    ]


WIDTHS = """async () => Promise.all([...document.querySelector('[name=photo]').files]
  .map(async each => (await createImageBitmap(each)).width))"""


def wide(*widths: int) -> list[dict]:
    """Photos that are told apart by how wide they are."""
    return [
        {"name": f"{n}.jpg", "mimeType": "image/jpeg", "buffer": jpeg(scene(n, 200))}
        for n in widths
    ]


def test_a_draft_keeps_its_photos(enter):
    page = enter("Putri Misalkan")
    page.goto("/logbook/baru")
    acts.await_worker(page)
    acts.photos_of(page).set_input_files(wide(300, 320))
    page.get_by_text("Draf di HP").wait_for()
    page.get_by_label("Apa yang kamu kerjakan?").fill("Kata-kata.")
    kept = """() => askPhone({want: `${document.querySelector('[name=writer]').value} /logbook `
      + document.querySelector('[name=day]').value}).then(draft => draft?.fields?.text)"""
    acts.wait_for(lambda: page.evaluate(kept) == "Kata-kata.")

    page.reload()

    acts.wait_for(lambda: page.evaluate(WIDTHS) == [300, 320])
    assert page.get_by_label("Apa yang kamu kerjakan?").input_value() == "Kata-kata."


def test_photos_that_waited_arrive_in_the_order_they_were_chosen(enter):
    page = enter("Dimas Umpama")
    page.goto("/logbook/baru?hari=" + acts.a_day_not_written(1))
    acts.await_worker(page)
    page.context.set_offline(True)
    page.get_by_label("Apa yang kamu kerjakan?").fill("Tiga foto berurutan.")
    acts.photos_of(page).set_input_files(wide(360, 320, 340))
    acts.wait_for(lambda: page.evaluate(WIDTHS) == [360, 320, 340])
    page.get_by_role("button", name="Kirim", exact=True).click()
    page.get_by_text("Tersimpan di HP ini, belum terkirim.").wait_for()

    page.context.set_offline(False)
    page.reload()
    acts.wait_until_delivered(page)

    page.goto(acts.first_entry(page, "Tiga foto berurutan."))
    arrived = """() => Promise.all([...document.querySelectorAll('.tile')].map(async tile => {
      const picture = await fetch(tile.href.replace(/\\/lihat.*/, ''));
      return (await createImageBitmap(await picture.blob())).width;
    }))"""
    assert page.evaluate(arrived) == [360, 320, 340]


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


def test_a_heic_and_a_single_pixel_are_left_out_with_what_to_do(enter):
    page = enter("Putri Misalkan")
    page.goto("/logbook/baru")
    heic = bytes([0, 0, 0, 24]) + b"ftypheic" + bytes(200)
    pixel = encoded(Image.new("RGB", (1, 1)), "PNG")

    acts.photos_of(page).set_input_files(
        [
            {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": heic},
            {"name": "IMG_2.png", "mimeType": "image/png", "buffer": pixel},
        ]
    )

    page.get_by_text("IMG_1.jpg: Ini berkas HEIC").wait_for()
    page.get_by_text("IMG_2.png: Foto ini tidak bisa dibuka.").wait_for()
    assert page.evaluate("document.querySelector('[name=photo]').files.length") == 0
