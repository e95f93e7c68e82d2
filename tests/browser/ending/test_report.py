"""The final report from a phone: over a bad line, without scripts, at 360 pixels, in both words."""

import itertools
from urllib.parse import parse_qs, urlsplit

import pytest

from mori.uploads.rules import PIECE_BYTES
from tests.browser import acts
from tests.browser.line import line_to
from tests.support import documents
from tests.support.servers.browser import axe, described

FILE = documents.pdf(9_000_000)
OFFSETS = [n * PIECE_BYTES for n in range(-(-len(FILE) // PIECE_BYTES))]
pytestmark = [pytest.mark.usefixtures("requests_fail"), pytest.mark.once]


@pytest.fixture
def line(site):
    with line_to(site.address) as started:
        yield started


def begin(page, line, person):
    page.goto(f"{line.address}/masuk")
    page.get_by_label("Nomor HP atau surel").fill(person.login)
    page.get_by_label("Kata sandi").fill(person.password)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url(lambda url: "/masuk" not in url)
    page.goto(f"{line.address}/saya/laporan")
    return page


def chosen(content: bytes = FILE) -> dict:
    return {"name": "laporan.pdf", "mimeType": "application/pdf", "buffer": content}


def hand_in(page, title: str) -> None:
    page.get_by_label("Judul").fill(title)
    page.get_by_role("button", name="Serahkan", exact=True).click()


def pieces_sent(line) -> list[int]:
    sent = [urlsplit(each.path) for each in line.answers if "/unggahan" in each.path]
    return [int(parse_qs(each.query)["dari"][0]) for each in sent if "dari" in each.query]


def test_nine_megabytes_over_a_line_that_breaks_twenty_times_arrive_whole_and_once(
    opened, line, site
):
    page = begin(opened(), line, site.people["Dimas Umpama"])
    asked, broken = itertools.count(), []

    def breaks(path: str) -> str:
        if "/unggahan" in path and next(asked) % 7 == 3 and len(broken) < 20:
            broken.append("asked" if len(broken) % 2 else "answered")
            return broken[-1]
        return ""

    line.breaks = breaks
    page.get_by_label("Laporan dalam PDF").set_input_files(chosen())
    hand_in(page, "Lewat jaringan buruk")

    link = page.get_by_role("link", name="Lewat jaringan buruk", exact=True)
    link.wait_for(timeout=acts.LONG_PATIENCE * 1000)
    address = page.evaluate("link => link.href", link.element_handle())
    assert link.count() == 1
    assert page.request.get(address).body() == FILE
    assert len(broken) == 20
    assert sorted(set(pieces_sent(line))) == OFFSETS
    assert "Versi sebelumnya (" not in page.locator("main").inner_text()


def test_without_scripts_it_goes_with_its_form_and_what_is_none_is_said(opened, line, site):
    page = begin(opened(scripts=False), line, site.people["Nadia Teladan"])
    page.get_by_label("Laporan dalam PDF").set_input_files(chosen(documents.HTML))
    hand_in(page, "Tanpa JavaScript")
    page.get_by_text("Isi berkas ini bukan PDF, apa pun namanya.").first.wait_for()
    assert page.get_by_label("Judul").input_value() == "Tanpa JavaScript"

    page.get_by_label("Laporan dalam PDF").set_input_files(chosen())
    hand_in(page, "Tanpa JavaScript")

    link = page.get_by_role("link", name="Tanpa JavaScript", exact=True)
    link.wait_for()
    assert page.request.get(f"{line.address}{link.get_attribute('href')}").body() == FILE


def test_more_than_ten_megabytes_are_refused_before_they_are_sent(opened, line, site):
    page = begin(opened(), line, site.people["Annisa Contoh"])

    page.get_by_label("Laporan dalam PDF").set_input_files(chosen(documents.pdf(10_100_000)))

    page.get_by_text("Berkas ini lebih besar dari 10 MB.").wait_for()
    assert not pieces_sent(line)


@pytest.mark.parametrize("language", ["Bahasa Indonesia", "English"])
def test_the_pages_of_the_end_are_right_on_a_small_phone(opened, site, language):
    ended = opened("ended")
    begin_small(ended, site.people["Gazali Peraga"], language)
    ended.goto("/saya/umpan-balik")
    subject = ended.locator('a[href*="tentang="]').first.get_attribute("href")
    ending = opened("ending")
    begin_small(ending, site.people["Contohwati"], language)
    ending.goto("/saya/laporan")
    plan = ending.locator('a[href$="/presentasi"]').get_attribute("href")

    for page, paths in (
        (ended, ["/", "/saya/laporan", "/saya/umpan-balik", subject]),
        (ending, ["/saya/laporan", plan, plan.replace("presentasi", "laporan")]),
    ):
        for path in paths:
            page.goto(path)
            found = axe(page)
            assert not found, f"{path}: {described(found)}"
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


def begin_small(page, person, language: str) -> None:
    acts.sign_in(page, person)
    page.set_viewport_size({"width": 360, "height": 640})
    acts.speak(page, language)
