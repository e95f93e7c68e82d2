"""A study and an idea from first word to last, on a small phone, with scripts and without."""

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from mori.uploads.rules import PIECE_BYTES
from tests.browser import acts
from tests.browser.line import line_to
from tests.browser.walking.given import links_of
from tests.support import documents
from tests.support.servers.browser import axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

FILE = documents.pdf(3_000_000)
PIECES = -(-len(FILE) // PIECE_BYTES)
PHONE = {"viewport": {"width": 360, "height": 640}}
HEAD, COORDINATOR = "Halimah Teladan", "Rusdiana Misalkan"
LIKE = "Pelayanan akta kelahiran yang tertunda berlarut"
OTHER = "Penundaan berlarut dalam pelayanan akta kelahiran"  # of the demonstration
INTERN = "Chloe Sampleton"


@pytest.fixture
def entered(browser, site):
    """Open a small phone as somebody."""

    def enter(name: str, *, scripts: bool = True):
        options = {**PHONE, "java_script_enabled": scripts, "base_url": site.address}
        return acts.signed_in(browser, site.people[name], **options)

    return enter


def press(page: "Page", action: str, said: str = "") -> None:
    """Send the form that leads somewhere, by its button or by one of several."""
    one = f'[value="{said}"]' if said else ""
    page.locator(f'main form[action$="{action}"] button{one}').first.click()


def registered(page: "Page", title: str) -> str:
    page.goto("/belajar/riset/baru")
    page.locator("[name=title]").fill(title)
    press(page, "/riset/baru")
    page.wait_for_url(re.compile(r"/belajar/riset/(?!baru)\w+$"))
    return urlsplit(page.url).path


@pytest.mark.parametrize("scripts", [False, True])
def test_a_study_from_its_title_to_the_public_list(entered, browser, site, scripts):
    title = f"{LIKE} {'dengan' if scripts else 'tanpa'} loket"
    with (
        entered(INTERN, scripts=scripts) as intern,
        entered(COORDINATOR, scripts=scripts) as office,
        entered(HEAD, scripts=scripts) as head,
    ):
        study = registered(intern, title)
        assert intern.get_by_text(OTHER).count()
        assert intern.evaluate("document.documentElement.scrollWidth") <= 360
        begin(intern, office, study)
        data(intern, office, head, study)
        intern.goto(f"{study}/naskah")
        intern.locator('[name="link"]').fill("https://repositori.contoh.example/loket")
        press(intern, "/naskah")
        intern.locator('[name="agrees"][value="list"]').check(force=True)
        intern.locator('form[action$="/daftar"] [name="public_on"]').fill("2026-11-01")
        press(intern, "/daftar")
        office.goto(study)
        press(office, "/keputusan", "archive")

    with acts.anonymous(browser, base_url=site.address, **PHONE) as page:
        page.goto("/riset")
        page.locator("[name=cari]").fill("layanan tertunda loket")
        page.locator("[name=cari]").press("Enter")
        page.get_by_role("link", name=title).click()
        page.get_by_text("Berkas terbuka sejak Minggu, 1 November 2026").wait_for()
        assert not page.get_by_text(INTERN).count()


def begin(intern: "Page", office: "Page", study: str) -> None:
    """Accepted, found in order, begun."""
    office.goto(study)
    press(office, "/keputusan", "accept")
    intern.goto(f"{study}/etika")
    intern.locator('[name="people"]').fill("Lima warga di loket")
    intern.locator('[name="storage"]').fill("Di laptop dengan sandi")
    intern.locator('[name="delete_on"]').fill("2027-03-01")
    press(intern, "/etika")
    office.goto(f"{study}/etika")
    office.locator('[name="decision"][value="fine"]').check(force=True)
    press(office, "/etika/keputusan")
    intern.goto(study)
    press(intern, "/langkah", "start")


def data(intern: "Page", office: "Page", head: "Page", study: str) -> None:
    """Asked for, decided on, handed over, deleted."""
    intern.goto(f"{study}/data")
    intern.locator('[name="what"]').fill("Jumlah laporan 2025")
    intern.locator('[name="purpose"]').fill("Bab 4")
    intern.locator('[name="delete_by"]').fill("2027-03-01")
    press(intern, "/data")
    head.goto(f"{study}/data")
    head.locator('[name="verdict"][value="grant"]').check(force=True)
    press(head, "/keputusan")
    office.goto(f"{study}/data")
    press(office, "/diserahkan")
    intern.reload()
    press(intern, "/dihapus")
    intern.get_by_text("Penghapusan dipastikan").first.wait_for()


def test_the_campus_signs_as_a_stranger_without_scripts(browser, site):
    door = links_of(site, COORDINATOR)[-1]
    options = {**PHONE, "base_url": site.address}
    with acts.anonymous(browser, java_script_enabled=False, **options) as page:
        opened(page, door)
        page.locator('[name="answer"][value="declines"]').check(force=True)
        page.locator('[name="sentence"]').fill("Terlalu luas.")
        press(page, "/riset")
        page.get_by_text("Terlalu luas.").wait_for()
        assert not page.locator('[name="answer"]').count()
    with acts.anonymous(browser, **options) as page:
        opened(page, door)
        assert axe(page) == []


def opened(page: "Page", door: str) -> None:
    page.goto(door)
    page.get_by_role("button", name="Buka", exact=True).click()
    page.wait_for_url("**/riset")


@pytest.mark.usefixtures("requests_fail")
def test_a_final_copy_over_a_line_that_is_cut_goes_on_where_it_was(browser, entered, site):
    with entered(INTERN) as intern, entered(COORDINATOR) as office:
        study = registered(intern, "Papan antrean di ruang tunggu")
        begin(intern, office, study)
    person, asked, cut = site.people[INTERN], iter(range(10_000)), PIECES // 2
    with line_to(site.address) as line:
        options = {**PHONE, "base_url": line.address}
        with acts.signed_in(browser, person, **options) as page:
            page.goto(f"{study}/naskah")
            line.breaks = lambda path: "asked" if "/unggahan" in path and next(asked) > cut else ""
            file = {"name": "skripsi.pdf", "mimeType": "application/pdf", "buffer": FILE}
            page.locator("[type=file]").set_input_files(file)
            page.get_by_text("Belum ada jawaban").wait_for()
            line.breaks = lambda _path: ""
            page.get_by_text("Berkas sudah diterima").wait_for()
            page.get_by_role("button", name="Serahkan", exact=True).click()
            copy = page.locator("main li a[download]").first
            copy.wait_for()
            assert page.request.get(str(copy.get_attribute("href"))).body() == FILE
        sent = [each.path for each in line.answers if "dari=" in each.path]
    assert len(sent) <= PIECES + 1


@pytest.mark.parametrize("scripts", [False, True])
def test_an_idea_from_writing_to_done(entered, scripts):
    title = f"Papan biaya di pintu, {'dengan' if scripts else 'tanpa'} gambar"
    with (
        entered(INTERN, scripts=scripts) as intern,
        entered(COORDINATOR, scripts=scripts) as office,
    ):
        intern.goto("/belajar/ide/baru")
        intern.locator('[name="title"]').fill(title)
        for name, value in (("about", "service"), ("shown", "named"), ("first", "coordinator")):
            intern.locator(f"main [name={name}]").select_option(value)
        intern.locator('[name="problem"]').fill("Warga bertanya tiga kali di loket yang salah.")
        intern.locator('[name="proposal"]').fill("Tempel papan biaya di pintu masuk.")
        intern.get_by_role("button", name="Kirim", exact=True).click()
        intern.wait_for_url(re.compile(r"/belajar/ide/(?!baru)\w+$"))
        idea = urlsplit(intern.url).path

        office.goto("/ide")
        office.get_by_role("link", name=title).click()
        adopt = office.locator('form[action$="/adopsi"]')
        adopt.locator("[name=owner]").select_option(label=COORDINATOR)
        adopt.locator("[name=due_on]").fill("2026-12-01")
        press(office, "/adopsi")
        office.goto(f"{idea}/kerja")
        press(office, "/mulai")
        office.goto(f"{idea}/selesai")
        office.locator('[name="before"]').fill("Warga bingung.")
        office.locator('[name="after"]').fill("Warga tahu biayanya.")
        office.locator('[name="evidence"]').fill("Papan di pintu.")
        office.locator('[name="review_on"]').fill("2026-12-30")
        press(office, "/selesai")

        intern.goto(idea)
        assert intern.get_by_text("Warga tahu biayanya.").count()
        assert intern.evaluate("document.documentElement.scrollWidth") <= 360
