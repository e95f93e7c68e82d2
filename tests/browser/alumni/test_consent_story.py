"""What somebody agrees to at the farewell is what the office sees and uses, until they take it
back with one tap: then it is gone at once, everywhere.
"""

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from python_calamine import CalamineWorkbook

from tests.browser import acts
from tests.browser.site import Site

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.once

INTERN, COORDINATOR = "Hendra Peraga", "Rusdiana Misalkan"
MAIL = "hendra.peraga.kalsel@contoh.example"
HERE = "cari=peraga"  # there are others of that name
AGREED = (  # two purposes of five, and two fields of eight
    *("Bisa ditemukan di direktori alumni", "Menerima kabar dan undangan"),
    *("Kampus atau sekolah", "Tahun magang"),
)


@pytest.fixture
def desk(browser, site: Site) -> Iterator["Page"]:
    """A coordinator's own computer."""
    wide = {"viewport": {"width": 1280, "height": 800}, "is_mobile": False, "has_touch": False}
    with acts.signed_in(browser, site.people[COORDINATOR], base_url=site.address, **wide) as opened:
        yield opened


def test_what_was_agreed_to_holds_until_one_tap_takes_it_back(browser, site: Site, desk: "Page"):
    with acts.signed_in(browser, site.people[INTERN], base_url=site.address) as phone:
        agree_at_farewell(phone)

    desk.goto(f"/alumni?{HERE}")
    row = desk.get_by_role("row").filter(has_text=INTERN)
    name, campus, year, *rest, _since = row.locator("th, td").all_inner_texts()
    record = row.get_by_role("link").get_attribute("href") or ""
    assert (name, campus) == (INTERN, "Komunitas Baca Misalkan")
    assert re.fullmatch(r"20\d\d", year)
    assert rest == [""] * 4, "neither unit nor home, skills, phone or mail"
    write(desk, "Kabar pertama")
    reached = let_go(desk)
    acts.wait_for(lambda: len(written_to(site, "Kabar pertama")) == reached)
    assert MAIL in written_to(site, "Kabar pertama")
    listed = exported(desk)
    assert set(filter(None, listed[INTERN])) == {INTERN, campus, year}
    write(desk, "Kabar kedua")  # and not let go yet

    with acts.anonymous(browser, base_url=site.address) as phone:
        take_back_with_one_tap(phone, mailed_link(desk, site, record))

    let_go(desk)
    acts.wait_for(lambda: len(written_to(site, "Kabar kedua")) == reached - 1)
    assert MAIL not in written_to(site, "Kabar kedua")
    assert exported(desk) == {who: said for who, said in listed.items() if who != INTERN}
    for searched in (HERE, f"cari={INTERN}"):
        desk.goto(f"/alumni?{searched}")
        assert desk.get_by_role("link", name=INTERN).count() == 0


def agree_at_farewell(phone: "Page") -> None:
    phone.get_by_role("link", name="Pilih", exact=True).click()
    for each in AGREED:
        phone.get_by_role("checkbox", name=re.compile(f"^{each}")).check()
    phone.get_by_role("button", name="Simpan pilihan").click()
    phone.get_by_role("heading", name=INTERN).wait_for()


def write(desk: "Page", subject: str) -> None:
    """A message to all of a name, as far as its preview."""
    desk.goto(f"/alumni/pesan/baru?{HERE}")
    desk.get_by_label("Perihal").fill(subject)
    desk.get_by_label("Pesan", exact=True).fill("Kita bertemu hari Jumat.")
    desk.get_by_role("button", name="Lihat seperti penerima").click()


def let_go(desk: "Page") -> int:
    """Send what is previewed; how many the button said that it reaches."""
    button = desk.get_by_role("button", name=re.compile(r"^Kirim ke \d+ orang"))
    reached = int(re.sub(r"\D", "", button.inner_text()))
    button.click()
    desk.locator("#progress").wait_for()
    return reached


def written_to(site: Site, subject: str) -> list[str]:
    return [
        address
        for each in site.mailbox.deliveries
        if each.message["Subject"] == subject
        for address in each.recipients
    ]


def exported(desk: "Page") -> dict[str, list[str]]:
    """Names and what a table of all of a name says of them."""
    desk.goto(f"/alumni/ekspor/baru?{HERE}")
    desk.get_by_label("Untuk apa berkas ini?").fill("Undangan temu alumni")
    desk.get_by_role("button", name="Buat berkas").click()
    link = desk.get_by_role("link", name="Unduh")
    acts.reload_until(desk, lambda: link.count() > 0)
    answer = desk.request.get(link.get_attribute("href") or "", max_redirects=0)
    assert answer.status == 200
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.body()))
    return {
        str(row[0]): list(map(str, row)) for row in book.get_sheet_by_name("Alumni").to_python()
    }


def mailed_link(desk: "Page", site: Site, record: str) -> str:
    """A link to their own record, which the office mails them, as it came in."""
    page = desk.context.new_page()
    page.goto(record)
    page.get_by_role("button", name=f"Kirim tautan ke {MAIL}").click()
    acts.wait_for(lambda: links_in_mail(site))
    page.close()
    return links_in_mail(site)[0]


def links_in_mail(site: Site) -> list[str]:
    texts = "".join(each.get_content() for each in site.mailbox.to(MAIL))
    return [urlsplit(url).path for url in re.findall(r"http\S+/t/\S+", texts)]


def take_back_with_one_tap(phone: "Page", link: str) -> None:
    """Without a password."""
    phone.goto(link)
    phone.get_by_role("button", name="Buka", exact=True).click()
    phone.get_by_role("link", name="Yang saya setujui").click()
    phone.get_by_role("button", name=re.compile(f"^Cabut.*{AGREED[0]}")).click()
    phone.get_by_text("Tidak ada yang terlihat selama kamu tidak ikut direktori.").wait_for()
