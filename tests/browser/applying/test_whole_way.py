"""From a group's first step on a phone to an intern in the right unit on the first day."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from mori.core.clock import local_date, now
from mori.core.workdays import DAY, monday_of
from tests.browser import acts
from tests.browser.conftest import copy_filled
from tests.browser.site import Person, Site, demonstration
from tests.support import as_if
from tests.support.pictures import jpeg, scene

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.once
COORDINATOR, HEAD = "Rusdiana Misalkan", "Halimah Teladan"
CAMPUS, UNIT, ANOTHER = "Universitas Tepi Umpama", "Pemeriksaan Laporan", "Pencegahan"
CONTACT = "bem@umpama.example"
GROUP = ("Anggun Umpama", "Bagus Umpama", "Citra Umpama")
PASSWORD = "perahu kecil di sungai"
LINK = re.compile(r"https?://\S+")


def address_of(name: str) -> str:
    return f"{name.split()[0].lower()}@umpama.example"


def photo_of_paper(name: str) -> dict[str, Any]:
    """A photographed paper, another one for each name."""
    picture = jpeg(scene(900 + len(name), 640))
    return {"name": f"{name}.jpg", "mimeType": "image/jpeg", "buffer": picture}


@pytest.fixture
def days(tmp_path: Path, tmp_path_factory, request, testrun_uid: str):
    """The same office on different days, each with a server and a mailbox of its own."""
    filled = f"filled-{as_if.begins(request.node):%Y%m%dT%H%M}-{testrun_uid}"
    copy_filled(tmp_path_factory.getbasetemp().parent / filled, tmp_path)

    @contextmanager
    def day() -> Iterator[Site]:
        with demonstration(tmp_path) as site:
            yield site

    return day


class Story:
    """Who does what, one after the other."""

    def __init__(self, browser: "Browser", site: Site, stack: ExitStack) -> None:
        self.site = site
        small: dict[str, Any] = {"viewport": {"width": 360, "height": 640}}
        small |= {"base_url": site.address, "java_script_enabled": False}
        wide: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
        wide |= {"base_url": site.address}
        self.phone = stack.enter_context(acts.anonymous(browser, **small))
        self.own_phone = stack.enter_context(acts.anonymous(browser, **small))
        self.desk, self.head = (
            stack.enter_context(acts.signed_in(browser, site.people[each], **wide))
            for each in (COORDINATOR, HEAD)
        )

    def mail(self, address: str, text: str) -> str:
        """The first link of the mail with a text, once it has come."""
        acts.wait_for(lambda: self._mails(address, text))
        return LINK.findall(self._mails(address, text)[-1])[0]

    def _mails(self, address: str, text: str) -> list[str]:
        found = (each.get_content() for each in self.site.mailbox.to(address))
        return [each for each in found if text in each]

    def begin(self, first_day) -> None:
        page = self.phone
        page.goto("/daftar/baru?kantor=63")
        page.get_by_text("Beberapa orang, dengan satu surat").click()
        page.locator("#institution_typed").fill(CAMPUS)
        page.locator("#contact").fill("Bintang Umpama")
        page.locator("#email").fill(CONTACT)
        page.locator("#starts_on").fill(f"{first_day}")
        page.locator("#ends_on").fill(f"{first_day + 60 * DAY}")
        page.get_by_role("button", name="Simpan dan lanjut").click()
        page.get_by_text("Draf, belum dikirim").wait_for()

    def add(self, name: str, *papers: str) -> None:
        page = self.phone
        page.get_by_role("link", name="Tambah orang").click()
        page.locator("#name").fill(name)
        page.locator("#email").fill(address_of(name))
        page.get_by_role("button", name="Simpan, lalu berkasnya").click()
        for paper in papers:
            page.get_by_label(paper).set_input_files([photo_of_paper(f"{name} {paper}")])
        page.get_by_role("button", name="Serahkan", exact=True).click()
        page.get_by_text("Berkasmu disimpan.").wait_for()
        page.get_by_role("link", name="Kembali ke permohonan").click()

    def send(self) -> None:
        page = self.phone
        page.get_by_label("Surat permohonan").set_input_files([photo_of_paper("surat")])
        page.get_by_role("button", name="Serahkan berkas ini").click()
        page.get_by_role("button", name="Kirim permohonan").click()
        page.get_by_role("heading", name="Riwayat").wait_for()

    def ask_for_transcript(self, name: str) -> None:
        page = self.desk
        page.goto("/permohonan")
        page.get_by_role("link", name=re.compile(name)).first.click()
        page.get_by_role("link", name=re.compile(f"Minta berkas.*{name}")).click()
        page.get_by_text("Transkrip nilai", exact=True).click()
        page.locator("#words").fill("Yang terbaru, ya.")
        page.get_by_role("button", name="Minta", exact=True).click()
        page.get_by_text("Riwayat").wait_for()

    def hand_in(self, link: str) -> None:
        page = self.own_phone
        page.goto(link)
        assert "Yang terbaru, ya." in page.locator("main").inner_text()
        page.get_by_label("Transkrip nilai").set_input_files([photo_of_paper("terbaru")])
        page.get_by_role("button", name="Serahkan yang kurang").click()
        page.get_by_text("Semua yang diminta sudah ada.").wait_for()

    def decide(self, button: str, *names: str) -> None:
        page = self.desk
        page.reload()
        for name in names:
            page.get_by_role("checkbox", name=re.compile(name)).check(force=True)
        page.get_by_role("button", name=button).click()

    def accept(self, *names: str) -> None:
        self.decide("Terima …", *names)
        page = self.desk
        page.locator("#unit").select_option(label=UNIT)
        page.get_by_role("button", name="Terima", exact=True).click()
        page.get_by_text("2 diterima.").wait_for()

    def write_letter(self) -> str:
        """The address of the letter of acceptance."""
        page = self.desk
        page.reload()
        page.get_by_role("link", name="Buat surat").click()
        page.get_by_text("Penerimaan", exact=True).click()
        page.get_by_role("button", name="Buat", exact=True).click()
        page.wait_for_url("**/permohonan/surat/*")
        return urlsplit(page.url).path

    def sign(self, letter: str) -> None:
        self.head.goto(letter)
        self.head.get_by_role("button", name="Tandatangani surat").click()
        self.head.get_by_text("Tandatangani surat").wait_for(state="detached")

    def withdraw(self, name: str) -> None:
        page = self.phone
        page.reload()
        page.get_by_text("Tarik permohonan").click()
        page.get_by_label("Siapa yang menarik").select_option(label=name)
        page.get_by_role("button", name="Tarik kembali").click()
        page.get_by_text("Sudah ditarik. Kantor dapat melihatnya.").wait_for()

    def standing(self, name: str) -> str:
        """How somebody stands on the page of the group."""
        self.phone.reload()
        row = self.phone.locator("ul.lines > li").filter(has_text=name).first
        return row.inner_text()

    def come_in(self, link: str) -> None:
        page = self.own_phone
        page.goto(link)
        page.locator("#password").fill(PASSWORD)
        page.get_by_role("button", name="Simpan dan lanjut").click()
        page.wait_for_url(lambda url: urlsplit(url).path == "/")


def test_a_group_of_three_from_its_phone_to_the_first_day(browser, days):
    first_day = monday_of(local_date(now(), "Asia/Makassar")) + 14 * DAY
    leaver, second, waiter = GROUP

    with days() as site, ExitStack() as stack:
        story = Story(browser, site, stack)
        story.begin(first_day)
        story.add(leaver, "Transkrip nilai", "Daftar riwayat hidup")
        story.add(second, "Transkrip nilai", "Daftar riwayat hidup")
        story.add(waiter, "Daftar riwayat hidup")
        story.send()
        assert "/daftar/" in story.mail(CONTACT, "sudah menerima")

        story.ask_for_transcript(waiter)
        story.hand_in(story.mail(address_of(waiter), "Yang terbaru, ya."))

        story.accept(leaver, second)
        story.decide("Daftar tunggu", waiter)
        for name in (leaver, second):
            story.mail(address_of(name), "memilih kata sandi")
        story.mail(address_of(waiter), "daftar tunggu")
        assert "Dalam daftar tunggu" in story.standing(waiter)

        story.sign(story.write_letter())
        pdf = story.phone.request.get(story.mail(CONTACT, "Penerimaan"))
        assert pdf.body().startswith(b"%PDF-")

        story.withdraw(leaver)
        link = story.mail(address_of(waiter), "memilih kata sandi")
        assert "Diterima" in story.standing(waiter)
        story.come_in(link)

    with (
        as_if.begun_at(f"{first_day}T08:00+08:00"),
        days() as site,
        acts.anonymous(browser, base_url=site.address, java_script_enabled=False) as page,
    ):
        acts.sign_in(page, Person(waiter, "", "", None, address_of(waiter), PASSWORD))
        page.goto("/")
        assert UNIT in page.locator("main").inner_text()
        assert ANOTHER not in page.locator("main").inner_text()
