"""An office that is opened now is ready before a tea is cold: every page, field and code of it."""

import re
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from mori.core.clock import local_date, now
from mori.core.workdays import DAY
from tests.browser import acts

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.once
AT_MOST = 600  # seconds
OF_A_PAGE, OF_A_FIELD = 6, 4  # seconds that a person takes, by a generous guess
OPERATOR = "Bintang Misalkan"
HEAD = "Gusti Teladan"
OFFICERS = ("Umar Contoh", "Vina Misalkan", "Wahid Teladan", "Yanti Umpama")
PASSWORD = "perahu kecil di sungai"
WORKDAYS, EVERY_DAY = range(5), range(7)


class Walk:
    """What somebody fills in and presses, counted."""

    def __init__(self) -> None:
        self.pages = self.fields = 0

    @property
    def seconds(self) -> int:
        return OF_A_PAGE * self.pages + OF_A_FIELD * self.fields

    def open(self, page: "Page", path: str) -> None:
        page.goto(path)
        self.pages += 1

    def fill(self, page: "Page", **said: str) -> None:
        for name, text in said.items():
            page.locator(f"#{name}").fill(text)
            self.fields += 1

    def choose(self, page: "Page", **said: str) -> None:
        for name, label in said.items():
            page.locator(f"#{name}").select_option(label=label)
            self.fields += 1

    def tick(self, page: "Page", name: str, *values: object) -> None:
        for value in values:
            page.locator(f'label:has(input[name="{name}"][value="{value}"])').click()
            self.fields += 1

    def press(self, page: "Page", name: str) -> None:
        with page.expect_navigation():
            page.get_by_role("button", name=name).first.click()
        self.pages += 1


def address_of(name: str) -> str:
    return f"{name.split()[0].lower()}@contoh.example"


def link_on(page: "Page") -> str:
    return page.locator(".card.link").inner_text().strip()


def let_in(walk: Walk, page: "Page", link: str) -> None:
    walk.open(page, link)
    walk.fill(page, password=PASSWORD)
    walk.press(page, "Simpan dan lanjut")


def codes_in(site, address: str) -> list[str]:
    texts = (mail.get_content() for mail in site.mailbox.to(address))
    return [found[0] for text in texts if (found := re.search(r"\b[0-9]{6}\b", text))]


def code_in(site, address: str) -> str:
    acts.wait_for(lambda: codes_in(site, address))
    return codes_in(site, address)[-1]


def plan(walk: Walk, page: "Page", path: str, weekdays, opens: str, closes: str) -> None:
    walk.open(page, path)
    walk.choose(page, first_officer=OFFICERS[0], second_officer=OFFICERS[1])
    walk.tick(page, "weekdays", *weekdays)
    today = local_date(now(), "Asia/Makassar")
    walk.fill(page, opens=opens, closes=closes, first=f"{today - DAY}")
    walk.press(page, "Atur giliran ini")


def open_office(walk: Walk, operator: "Page") -> str:
    """The link of its first head."""
    walk.open(operator, "/nasional/kantor-baru")
    walk.fill(operator, name="Perwakilan Baru", code="98", seat="Kota Umpama")
    walk.choose(operator, zone="WITA (Asia/Makassar)")
    walk.press(operator, "Buka kantor")
    walk.fill(operator, **{"name-head": HEAD, "email-head": address_of(HEAD)})
    walk.press(operator, "Tunjuk dan buat tautan")
    return link_on(operator)


def appoint(walk: Walk, head: "Page", name: str) -> str:
    walk.open(head, "/orang/baru")
    walk.fill(head, name=name, email=address_of(name))
    walk.tick(head, "role", "officer")
    walk.press(head, "Tambah dan buat undangan")
    return link_on(head)


def prove(walk: Walk, page: "Page", site, name: str) -> None:
    """The address of the account is offered already."""
    walk.open(page, "/saya/panggilan")
    walk.press(page, "Kirimi saya kode")
    page.locator('input[name="code"]').fill(code_in(site, address_of(name)))
    walk.fields += 1
    walk.press(page, "Buktikan")


def steps(page: "Page") -> list[bool]:
    page.goto("/jaga/siap")
    return [text.strip() == "selesai" for text in page.locator("h2 .unseen").all_inner_texts()]


def test_an_office_is_ready_within_ten_minutes(browser, site):
    walk = Walk()
    with ExitStack() as stack:

        def phone(*person):
            begins = acts.signed_in if person else acts.anonymous
            return stack.enter_context(begins(browser, *person, base_url=site.address))

        operator, head = phone(site.people[OPERATOR]), phone()
        let_in(walk, head, open_office(walk, operator))
        assert steps(head) == [False] * 6

        for name in OFFICERS:
            officer = phone()
            let_in(walk, officer, appoint(walk, head, name))
            prove(walk, officer, site, name)
        walk.open(head, "/jaga/jam")
        walk.press(head, "Pakai jam kerja kantor")
        plan(walk, head, "/jaga/giliran", WORKDAYS, "07:30", "16:30")
        plan(walk, head, "/jaga/nasional", EVERY_DAY, "00:00", "12:00")
        plan(walk, head, "/jaga/nasional", EVERY_DAY, "12:00", "00:00")
        walk.open(head, "/jaga/latihan")
        walk.press(head, "Mulai latihan")

        assert steps(head) == [True] * 5 + [False]  # until somebody has read the drill
    assert walk.seconds < AT_MOST, f"{walk.pages} pages and {walk.fields} fields"
