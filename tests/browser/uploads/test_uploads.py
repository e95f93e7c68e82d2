"""A large file over a bad line: it arrives whole, once, and the page says how far it is."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from mori.uploads.rules import PIECE_BYTES
from tests.browser import acts
from tests.support import documents
from tests.support.servers.browser import axe, described

FILE = documents.pdf(9_000_000)
PIECES = -(-len(FILE) // PIECE_BYTES)
SHORTER = documents.pdf(4_000_000)  # where its length is not the point
DONE = "Berkas sudah diterima. Sekarang kirim formulirnya."
pytestmark = pytest.mark.usefixtures("requests_fail")


def chosen(content: bytes = FILE, name: str = "laporan.pdf") -> dict:
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


def offsets_sent(line) -> list[int]:
    """Where the pieces began that were answered."""
    sent = [urlsplit(each.path) for each in line.answers if "/unggahan" in each.path]
    return [int(parse_qs(each.query)["dari"][0]) for each in sent if "dari" in each.query]


def begin(page, line, person):
    page.goto(f"{line.address}/masuk")
    page.get_by_label("Nomor HP atau surel").fill(person.login)
    page.get_by_label("Kata sandi").fill(person.password)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url(lambda url: "/masuk" not in url)
    page.goto(f"{line.address}/sketsa")
    return page


def hand_in(page, title: str) -> None:
    page.get_by_label("Title").fill(title)
    page.get_by_role("button", name="Hand in").click()


def file_of(page, title: str) -> bytes:
    link = page.get_by_role("link", name=title, exact=True)
    link.wait_for(timeout=acts.LONG_PATIENCE * 1000)
    assert link.count() == 1
    return page.request.get(page.evaluate("link => link.href", link.element_handle())).body()


def breaks_at(pieces: int):
    """Whole until so many pieces were asked for, then no more."""
    asked = iter(range(10_000))
    return lambda path: "asked" if "/unggahan" in path and next(asked) > pieces else ""


def test_over_a_line_that_breaks_twenty_times_it_arrives_whole_and_once(opened, line, intern):
    page = begin(opened(), line, intern)
    asked = iter(range(10_000))
    broken: list[str] = []

    def breaks(path: str) -> str:
        if "/unggahan" in path and next(asked) % 7 == 3 and len(broken) < 20:
            broken.append("asked" if len(broken) % 2 else "answered")
            return broken[-1]
        return ""

    line.breaks = breaks
    page.get_by_label("Sketch").set_input_files(chosen())
    hand_in(page, "Over a bad line")

    assert file_of(page, "Over a bad line") == FILE
    assert len(broken) == 20
    assert sorted(set(offsets_sent(line))) == [n * PIECE_BYTES for n in range(PIECES)]
    assert len(offsets_sent(line)) <= PIECES + 20
    assert not page.locator(".sent").count()


def test_progress_is_what_the_server_has_acknowledged(opened, line, intern):
    page = begin(opened(), line, intern)
    line.breaks = breaks_at(50)

    page.get_by_label("Sketch").set_input_files(chosen())

    page.get_by_text("Belum ada jawaban").wait_for()
    assert "3,2 dari 9,0 MB diterima" in page.locator(".sent").inner_text()
    assert page.locator("progress").evaluate("bar => bar.value") == 50 * PIECE_BYTES


def test_cancelling_takes_it_from_the_phone_and_the_server(opened, line, intern):
    page = begin(opened(), line, intern)
    line.breaks = breaks_at(5)
    page.get_by_label("Sketch").set_input_files(chosen(SHORTER))
    page.get_by_text("Belum ada jawaban").wait_for()
    line.breaks = lambda _path: ""

    with page.expect_response(re.compile("/batal")):
        page.get_by_role("button", name="Batal", exact=True).click()

    assert not page.locator(".sent").count()
    page.reload(wait_until="networkidle")
    assert not page.locator(".sent").count()


def test_a_closed_browser_goes_on_where_it_stopped(opened, line, intern):
    page = begin(opened(), line, intern)
    line.breaks = breaks_at(50)
    page.get_by_label("Sketch").set_input_files(chosen(SHORTER))
    page.get_by_text("Belum ada jawaban").wait_for()
    page.context.close()
    before = len(offsets_sent(line))
    line.breaks = lambda _path: ""

    page = opened()
    page.goto(f"{line.address}/sketsa")

    page.get_by_text(DONE).wait_for(timeout=acts.LONG_PATIENCE * 1000)
    assert offsets_sent(line)[before:] == [n * PIECE_BYTES for n in range(50, 63)]
    hand_in(page, "After closing")
    assert file_of(page, "After closing") == SHORTER


def test_after_signing_out_the_phone_has_no_file_and_the_same_goes_on(opened, line, intern):
    page = begin(opened(), line, intern)
    page.goto(f"{line.address}/")
    acts.await_worker(page)
    page.goto(f"{line.address}/sketsa")
    line.breaks = breaks_at(50)
    page.get_by_label("Sketch").set_input_files(chosen(SHORTER))
    page.get_by_text("Belum ada jawaban").wait_for()
    page.goto(f"{line.address}/saya")
    page.get_by_role("button", name=re.compile("^Keluar")).first.click()
    page.wait_for_url(re.compile("/masuk"))
    names = "indexedDB.databases().then(all => all.map(each => each.name))"
    acts.wait_for(lambda: "mori-files" not in page.evaluate(names))
    before = len(offsets_sent(line))
    line.breaks = lambda _path: ""

    begin(page, line, intern)
    page.get_by_text("Pilih lagi berkas yang sama").wait_for()
    assert "3,2 dari 4,0 MB diterima" in page.locator(".sent").inner_text()
    page.get_by_label("Sketch").set_input_files(chosen(SHORTER))

    page.get_by_text(DONE).wait_for(timeout=acts.LONG_PATIENCE * 1000)
    assert offsets_sent(line)[before] == 50 * PIECE_BYTES


def test_paused_it_sends_nothing_and_then_goes_on(opened, line, intern):
    page = begin(opened(), line, intern)
    line.breaks = breaks_at(20)
    page.get_by_label("Sketch").set_input_files(chosen(SHORTER))
    page.get_by_text("Belum ada jawaban").wait_for()

    page.get_by_role("button", name="Jeda").click()
    page.get_by_text("Dijeda. Yang sudah diterima tetap tersimpan.").wait_for()
    line.breaks = lambda _path: ""
    before = len(offsets_sent(line))
    page.evaluate("dispatchEvent(new Event('online'))")
    assert len(offsets_sent(line)) == before
    page.get_by_role("button", name="Lanjutkan").click()

    page.get_by_text(DONE).wait_for(timeout=acts.LONG_PATIENCE * 1000)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (documents.HTML * 5000, "Isi berkas ini bukan PDF / DOCX, apa pun namanya."),
        (b"%PDF-1.7\n" + bytes(10_100_000), "Berkas ini lebih besar dari 10 MB."),
        (None, "Berkas ini menjadi terlalu besar saat dibuka."),
    ],
    ids=["HTML", "10.1 MB", "bomb"],
)
def test_what_is_not_taken_is_refused_in_words(opened, line, intern, content, why):
    page = begin(opened(), line, intern)
    content = content or documents.bomb(250)
    assert len(content) > 200_000

    page.get_by_label("Sketch").set_input_files(chosen(content))

    page.get_by_text(why).wait_for()
    assert len(content) < 10_000_000 or not offsets_sent(line)
    page.reload()
    assert not page.locator(".sent").count()


def test_without_scripts_it_goes_with_its_form(opened, line, intern):
    page = begin(opened(scripts=False), line, intern)
    page.get_by_label("Title").fill("Without scripts")
    page.get_by_label("Sketch").set_input_files(chosen(documents.HTML, "laporan.pdf"))
    page.get_by_role("button", name="Hand in").click()
    page.get_by_text("Isi berkas ini bukan PDF / DOCX").wait_for()

    page.get_by_label("Sketch").set_input_files(chosen())
    page.get_by_role("button", name="Hand in").click()

    page.get_by_role("link", name="Without scripts").wait_for()
    link = page.get_by_role("link", name="Without scripts").get_attribute("href")
    assert page.request.get(f"{line.address}{link}").body() == FILE


def test_the_field_is_right_for_everybody(opened, line, intern):
    page = begin(opened(), line, intern)
    line.breaks = breaks_at(20)
    page.get_by_label("Sketch").set_input_files(chosen(SHORTER))
    page.get_by_text("Belum ada jawaban").wait_for()
    page.set_viewport_size({"width": 320, "height": 640})

    found = axe(page)

    assert not found, described(found)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
