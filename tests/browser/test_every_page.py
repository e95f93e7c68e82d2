"""Every page, as every role, in both themes: reachable, legible, and the button in reach."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException

from tests.browser import acts
from tests.browser.alumni.keeping import alumni_in_each_state, alumnus_begins
from tests.browser.ending.asking import asked_to_sign
from tests.browser.site import Site
from tests.support.looking.legible import look_at
from tests.support.looking.no_pages import NO_PAGES
from tests.support.pictures import jpeg, scene

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Page, Request, Response


WALKERS = {
    "campus supervisor": "",
    "campus supervisor with a plan": "",
    "alumnus": "",
    "stranger": "",
    "applicant": "",
    "intern": "Farah Umpamanya",
    "intern who has not begun": "Ayu Peraga",
    "intern who is done": "Rangga Seumpama",
    "intern with papers": "Lestari Misalkan",
    "supervisor": "Meri Umpama",
    "supervisor of a tenth day": "Wulan Seumpama",
    "coordinator": "Ratna Contoh",
    "coordinator among alumni": "Ratna Contoh",
    "officer": "Dewi Umpama",
    "head": "Halimah Teladan",
    "operator": "Bintang Misalkan",
}
# Two share the pages of a role that has very many, by the beginning of their addresses.
AMONG_ALUMNI: dict[str, bool] = {"coordinator": False, "coordinator among alumni": True}
LINKS = """() =>
  [...document.querySelectorAll('a[href^="/"]:not([download])')]
    .map(link => link.getAttribute('href'))"""
# What a part of the page is made of: elements, classes, attributes, roles; not what it says.
MADE_OF = """() => ['body > :not(main)', 'main'].map(part => {
  const made = element => [element.localName, element.className?.baseVal ?? element.className,
    ...element.getAttributeNames().filter(name => !/^(value|href|title|style)$/.test(name)).sort(),
    element.getAttribute('role'), element.getAttribute('type')].join() +
    '(' + [...new Set([...element.children].map(made))].join(' ') + ')';
  return [...document.querySelectorAll(part)].map(made).join(' ');
})"""


@dataclass
class Walk:
    """One role's way through MORI: every kind of page it finds a link to, each once."""

    page: "Page"
    rule_of: Callable[[str], str | None]
    judged: set[str]
    among_alumni: bool | None = None  # those pages alone, all others, or all there are
    found: dict[str, str] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)

    def listen(self) -> None:
        self.page.on("console", self._note_words)
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.page.on("requestfailed", self._note_failure)
        self.page.on("response", self._note_answer)

    def _note_words(self, said: "ConsoleMessage") -> None:
        if said.type == "error":  # what the CSP refused is among these
            self.trouble.append(said.text)

    def _note_answer(self, answer: "Response") -> None:
        if answer.status >= 400:
            self.trouble.append(f"{answer.status} {answer.url}")

    def _note_failure(self, request: "Request") -> None:
        if request.failure != "net::ERR_ABORTED":  # somebody went on before all was there
            self.trouble.append(f"not fetched: {request.url}")

    def go(self, *paths: str) -> None:
        ahead = list(paths)
        while ahead:
            path = ahead.pop(0)
            rule = self.rule_of(path)
            if rule is None or rule in self.found or rule in NO_PAGES or self.is_others(rule):
                continue
            self.found[rule] = path
            self.page.goto(path)
            # Behind a "#" the keyboard would begin there, and not at the top of the page.
            ahead += [urldefrag(link)[0] for link in self.page.evaluate(LINKS)]
            self.look(path)

    def is_others(self, rule: str) -> bool:
        return self.among_alumni not in (None, rule.startswith("/alumni"))

    def look(self, path: str) -> None:
        """Judge a page, unless it is made of parts that were all judged before."""
        parts = set(self.page.evaluate(MADE_OF))
        said = [*self.trouble, *(look_at(self.page) if parts - self.judged else ())]
        self.judged |= parts
        self.complaints += [f"{path}: {each}" for each in said]
        self.trouble.clear()


@pytest.fixture(scope="module")
def walk(browser, site: Site, app: Flask) -> Callable[[str], Walk]:
    """Walks as a role, once: ``walk("intern")``."""
    adapter = app.url_map.bind("127.0.0.1")
    judged: set[str] = set()

    def rule_of(path: str) -> str | None:
        try:
            return adapter.match(urlsplit(path).path, "GET", return_rule=True)[0].rule
        except HTTPException:
            return None

    @cache
    def walked(role: str) -> Walk:
        with acts.anonymous(browser, base_url=site.address) as page:
            if WALKERS[role]:
                acts.sign_in(page, site.people[WALKERS[role]])
            walk = Walk(page, rule_of, judged, AMONG_ALUMNI.get(role))
            begin = BEGINNINGS.get(role, lambda *_: ())(page, site, walked)
            walk.listen()
            walk.go("/", *begin)
        return walk

    return walked


def stranger_begins(page: "Page", site: Site, walked: Callable[[str], Walk]) -> tuple[str, ...]:
    """A call for help, and a link that somebody asked for by mail."""
    page.goto("/masuk")
    receipt = f"/c/{acts.tap(page)}"
    address = site.people["Bagas Contoh"].login
    page.goto("/lupa-sandi")
    page.get_by_label("Nomor HP atau surel").fill(address)
    page.get_by_role("button", name="Kirim tautan").click()
    return "/masuk", "/bantuan", receipt, link_sent(site, address, "/undangan/")


def applicant_begins(page: "Page", *_: object) -> tuple[str, ...]:
    """A draft with somebody and a paper of theirs, under its link; and one that was sent."""
    drafts = [begin_application(page, each) for each in ("Tia Umpama", "Bayu Umpama")]
    page.goto(drafts[1])
    page.get_by_role("button", name="Kirim permohonan").click()
    page.get_by_text("Riwayat").wait_for()
    return "/daftar", drafts[0]


def begin_application(page: "Page", name: str) -> str:
    page.goto("/daftar")
    page.get_by_role("button", name="Daftar", exact=True).click()
    page.get_by_label("Kampus atau sekolah").fill("Universitas Umpama")
    page.get_by_label("Siapa namamu?").fill(name)
    page.get_by_label("Surel").first.fill("umpama@contoh.example")
    for label, day in (("Hari pertama", "2027-02-01"), ("Hari terakhir", "2027-03-31")):
        page.get_by_label(label).fill(day)
    page.get_by_role("button", name="Simpan dan lanjut").click()
    page.get_by_text("Draf, belum dikirim").wait_for()
    return urlsplit(page.url).path


def campus_supervisor_begins(page: "Page", site: Site, *_: object) -> tuple[str, ...]:
    """The door of a link, and the way in, where a remark was just left; the door looks alike
    from inside. And a link that signs.
    """
    page.goto(site.links["Ibu Rahimah Contoh"])
    door = urlsplit(page.url).path
    page.get_by_role("button", name="Buka", exact=True).click()
    page.wait_for_url("**/mahasiswa")
    inside = urlsplit(page.url).path
    page.locator("a.item").first.click()
    name = page.locator("h1").inner_text()
    page.get_by_text("Tulis kunjungan atau catatan").click()
    page.get_by_label("Isi catatan").fill("Mohon kabar.")
    page.get_by_role("button", name="Kirim", exact=True).click()
    page.get_by_text("Mohon kabar.").wait_for()
    page.goto(asked_to_sign(site, name, "Rusdiana Misalkan"))
    page.get_by_role("button", name="Buka", exact=True).click()
    page.wait_for_url("**/akhir")
    return door, inside, urlsplit(page.url).path


def link_sent(site: Site, address: str, path: str) -> str:
    """The last one in mails to somebody, who may have got reminders too."""

    def sent() -> list[str]:
        mails = (mail.get_content() for mail in site.mailbox.to(address))
        return [link for mail in mails for link in re.findall(rf"{path}\S+", mail)]

    acts.wait_for(sent)
    return sent()[-1]


def intern_begins(page: "Page", *_: object) -> tuple[str, ...]:
    """A day out, with its letter, and a call for help; and a portal, which they have none of."""
    page.goto("/presensi?kabar=1")
    page.locator("#report label", has_text="Tugas luar").click()
    letter = {"name": "surat.jpg", "mimeType": "image/jpeg", "buffer": jpeg(scene(300, 400))}
    page.get_by_label("Foto surat").set_input_files(letter)
    page.get_by_role("button", name="Kirim kabar").click()
    page.wait_for_url("**/presensi?bulan=*")
    acts.reload_until(page, page.locator('a[href^="/surat/"]').is_visible)  # it follows its word
    return f"/c/{acts.tap(page)}", "/portal"


def coordinator_begins(page: "Page", site: Site, walked: Callable[[str], Walk]) -> tuple[str, ...]:
    """Somebody to call is no link of the first institution in the list, and the first scheme is
    either a draft, which can be changed, or in use, and can be retired.
    """
    page.goto("/lembaga?cari=universitas contoh")
    page.get_by_role("link", name="Universitas Contoh").first.click()
    contact = page.locator('a[href^="/lembaga/kontak/"]').first.get_attribute("href")
    schemes = {
        "Lembar penilaian Lampung": ["/berhenti"],
        "Laporan dan presentasi (2)": ["/ubah", "/skema/aspek/"],
    }
    institution = urlsplit(page.url).path
    found = [str(contact), institution]
    for name, leads_to in schemes.items():
        page.goto("/penilaian/skema")
        page.get_by_role("link", name=name).click()
        links = [page.locator(f'main a[href*="{each}"]').first for each in leads_to]
        found += [str(link.get_attribute("href")) for link in links]
    return ("/peserta/baru", "/orang/baru", *found)


def alumni_coordinator_begins(page: "Page", site: Site, *_: object) -> tuple[str, ...]:
    """A record, a list and a message in each of their states, and a page of the office."""
    return ("/alumni", "/alumni/jaringan/nama", *alumni_in_each_state(site, WALKERS["coordinator"]))


def plan_supervisor_begins(page: "Page", site: Site, *_: object) -> tuple[str, ...]:
    """A learning plan that waits for the campus."""
    page.goto(site.links["Bapak Anwar Contoh"])
    page.get_by_role("button", name="Buka", exact=True).click()
    page.wait_for_url("**/rencana")
    return (urlsplit(page.url).path,)


def asked_supervisor_begins(page: "Page", *_: object) -> tuple[str, ...]:
    """What they said on the tenth day of an intern who is no longer the first of their list; and
    the portals of programmes, of which they have no intern.
    """
    page.goto("/peserta?cari=farah")
    page.locator('main a[href^="/peserta/"]', has_text="Farah").click()
    link = page.locator('a[href^="/tinjau/hari-kesepuluh/"]').get_attribute("href")
    return str(link), "/tinjau/portal"


def former_begins(page: "Page", *_: object) -> tuple[str, ...]:
    """Other alumni, who are found by those alone who agreed to be."""
    return ("/saya/alumni/teman",)


def officer_begins(page: "Page", site: Site, walked: Callable[[str], Walk]) -> tuple[str, ...]:
    """An alert is there to be opened."""
    walked("intern")
    acts.reload_until(page, lambda: bool(acts.unopened(page)))
    acts.handle(page, min(acts.unopened(page)))
    opened = urlsplit(page.url).path
    page.goto("/saya/kontak")
    page.get_by_role("button", name="Ubah", exact=True).click()
    acts.wait_for(page.get_by_text("Buka surel di").is_visible)
    address = site.people[WALKERS["officer"]].login
    return opened, link_sent(site, address, "/kontak/")


def head_begins(page: "Page", *_: object) -> tuple[str, ...]:
    """Papers to sign, and to issue for all who are ready; hours of duty, and what they lack."""
    page.goto("/sertifikat/surat?keadaan=tanda-tangan")
    signing = page.locator('main a[href="/sertifikat/tanda-tangan"]').get_attribute("href")
    page.goto("/jaga/jam")
    page.get_by_role("button", name="Pakai jam kerja kantor").click()
    page.get_by_text("Jam jaga tersimpan.").wait_for()
    page.goto("/jaga/jadwal")
    page.locator("details.ahead[open]").wait_for()
    return str(signing), "/sertifikat/terbitkan?semua=1", "/jaga/jadwal", "/jaga/lubang"


BEGINNINGS: dict[str, Callable[..., tuple[str, ...]]] = {
    "campus supervisor": campus_supervisor_begins,
    "campus supervisor with a plan": plan_supervisor_begins,
    "alumnus": alumnus_begins,
    "stranger": stranger_begins,
    "applicant": applicant_begins,
    "intern": intern_begins,
    "intern who is done": former_begins,
    "coordinator": coordinator_begins,
    "coordinator among alumni": alumni_coordinator_begins,
    "supervisor of a tenth day": asked_supervisor_begins,
    "officer": officer_begins,
    "head": head_begins,
}


@pytest.mark.parametrize("role", WALKERS)
def test_every_page_of_a_role_is_reachable_and_legible(walk, role):
    complaints = walk(role).complaints

    assert not complaints, "\n".join(complaints)


def test_no_page_is_left_out(walk, app):
    rules = {rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}

    visited = {rule for role in WALKERS for rule in walk(role).found}

    assert rules - visited == NO_PAGES, "Link to the page, or let somebody begin there."
