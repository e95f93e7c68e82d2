"""Who walks through the pages, and where those begin to whom no link leads by itself."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests.browser import acts
from tests.browser.alumni.keeping import alumni_in_each_state, alumnus_begins
from tests.browser.applying.beginning import applicant_begins
from tests.browser.ending.asking import asked_to_sign
from tests.browser.site import Site
from tests.browser.walking.books import begun
from tests.browser.walking.citizens import citizen_begins, english_citizen_begins
from tests.browser.walking.given import draw, let_in, links_of
from tests.browser.walking.network import (
    NETWORK,
    contact_begins,
    participant_begins,
    staff_begins,
)
from tests.browser.walking.thinking import ideas_lead_to, newcomer_begins, writer_begins
from tests.support.pictures import jpeg, scene

if TYPE_CHECKING:
    from playwright.sync_api import Page


WALKERS = {
    "campus supervisor": "",
    "campus supervisor with a plan": "",
    "alumnus": "",
    "network contact": "",
    "participant of a training": "",
    "stranger": "",
    "citizen": "",
    "citizen in English": "",
    "applicant": "",
    "intern": "Farah Umpamanya",
    "intern who has not begun": "Ayu Peraga",
    "intern who is done": "Rangga Seumpama",
    "intern with papers": "Lestari Misalkan",
    "supervisor": "Meri Umpama",
    "supervisor of a tenth day": "Wulan Seumpama",
    "coordinator": "Ratna Contoh",
    "coordinator among alumni": "Ratna Contoh",
    "coordinator of a network": "Rusdiana Misalkan",
    "officer": "Dewi Umpama",
    "head": "Halimah Teladan",
    "operator": "Bintang Misalkan",
}
PASSPHRASE = "perahu hijau di muara sungai"
# These share the pages of a role that has very many, by the beginning of their addresses.
ALUMNI = "/alumni"
SHARES: dict[str, Callable[[str], bool]] = {
    "coordinator": lambda rule: not rule.startswith((ALUMNI, *NETWORK)),
    "coordinator among alumni": lambda rule: rule.startswith(ALUMNI),
    "coordinator of a network": lambda rule: rule.startswith(NETWORK),
}


def stranger_begins(page: "Page", site: Site, *_: object) -> tuple[str, ...]:
    """A call for help, and a link that somebody asked for by mail."""
    page.goto("/masuk")
    receipt = f"/c/{acts.tap(page)}"
    address = site.people["Bagas Contoh"].login
    page.goto("/lupa-sandi")
    page.get_by_label("Nomor HP atau surel").fill(address)
    page.get_by_role("button", name="Kirim tautan").click()
    kept = "/catatan/lihat", "/catatan/jalan", "/catatan/surat"  # pages that a phone fills in
    return "/masuk", "/bantuan", "/riset", *kept, receipt, link_sent(site, address, "/undangan/")


def campus_supervisor_begins(page: "Page", site: Site, *_: object) -> tuple[str, ...]:
    """The door of a link, and the way in, where a remark was just left; the door looks alike
    from inside. And links that sign, and one to a report.
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
    final = asked_to_sign(site, name, "Rusdiana Misalkan")
    doors = (final, *links_of(site, WALKERS["coordinator"]))
    ways_in = zip(doors, ("akhir", "kesepakatan", "laporan", "riset"), strict=True)
    return door, inside, *(open_door(page, *each) for each in ways_in)


def open_door(page: "Page", door: str, leads_to: str) -> str:
    page.goto(door)
    page.get_by_role("button", name="Buka", exact=True).click()
    page.wait_for_url(f"**/{leads_to}")
    return urlsplit(page.url).path


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
    return taken_up(page, acts.tap(page)), "/portal"


def taken_up(page: "Page", code: str) -> str:
    """The page of a call that MORI has taken out of the spool: it leads to all of it."""
    page.goto(f"/c/{code}")
    acts.reload_until(page, page.locator(f'a[href="/c/{code}/pesan"]').is_visible)
    return f"/c/{code}"


def coordinator_begins(
    page: "Page", site: Site, walked: Callable[[str], Any], *_: object
) -> tuple[str, ...]:
    """Somebody to call is no link of the first institution in the list, and the first scheme is
    either a draft, which can be changed, or in use, and can be retired. So it is with agreements.
    No letter was written yet.
    """
    walked("campus supervisor")  # whom the draft of an agreement was sent to
    page.goto("/kesepakatan")
    page.locator("main").get_by_role("link", name="Magang di Perwakilan Banua").click()
    draft = page.locator('main a[href$="/ubah"]').get_attribute("href")
    page.goto("/kesepakatan")
    page.locator("main tr", has_text="segera berakhir").locator("a").first.click()
    renewal = page.locator('main a[href$="/perpanjang"]').get_attribute("href")
    page.goto("/permohonan")
    letters = page.locator("main li", has_text="Universitas Tepi Rawa")
    letters.locator('a[href^="/permohonan/"]').first.click()
    page.get_by_role("link", name="Buat surat").click()
    page.get_by_text("Tanda terima surat", exact=True).click()
    page.get_by_role("button", name="Buat", exact=True).click()
    page.wait_for_url("**/permohonan/surat/*")
    letter = urlsplit(page.url).path
    page.goto("/lembaga?cari=universitas contoh")
    page.get_by_role("link", name="Universitas Contoh").first.click()
    contact = page.locator('a[href^="/lembaga/kontak/"]').first.get_attribute("href")
    schemes = {
        "Lembar penilaian Lampung": ["/berhenti"],
        "Laporan dan presentasi (2)": ["/ubah", "/skema/aspek/"],
    }
    institution = urlsplit(page.url).path
    found = [str(draft), str(renewal), letter, str(contact), institution]
    for name, leads_to in schemes.items():
        page.goto("/penilaian/skema")
        page.get_by_role("link", name=name).click()
        links = [page.locator(f'main a[href*="{each}"]').first for each in leads_to]
        found += [str(link.get_attribute("href")) for link in links]
    return "/peserta/baru", "/orang/baru", *found, *ideas_lead_to(page)


def alumni_coordinator_begins(page: "Page", site: Site, *_: object) -> tuple[str, ...]:
    """A record, a list and a message in each of their states, and a page of the office."""
    return ("/alumni", "/alumni/jaringan/nama", *alumni_in_each_state(site, WALKERS["coordinator"]))


def plan_supervisor_begins(page: "Page", site: Site, *_: object) -> tuple[str, ...]:
    """A learning plan that waits for the campus."""
    return (open_door(page, site.links["Bapak Anwar Contoh"], "rencana"),)


def asked_supervisor_begins(page: "Page", *_: object) -> tuple[str, ...]:
    """What they said on the tenth day of an intern who is no longer the first of their list; the
    portals of programmes, of which they have no intern; and what they have begun to write.
    """
    page.goto("/peserta?cari=farah")
    page.locator('main a[href^="/peserta/"]', has_text="Farah").click()
    link = page.locator('a[href^="/tinjau/hari-kesepuluh/"]').get_attribute("href")
    return str(link), "/tinjau/portal", *begun(page)


def former_begins(page: "Page", *_: object) -> tuple[str, ...]:
    """Other alumni, who are found by those alone who agreed to be."""
    return ("/saya/alumni/teman",)


def officer_begins(
    page: "Page", site: Site, walked: Callable[[str], Any], look: Callable[[str], None]
) -> tuple[str, ...]:
    """An alert is there to be opened, and its case, by the passphrase of a key that is just made.

    Nobody knows by now whether it is a colleague who signs in.
    """
    walked("intern")
    acts.reload_until(page, lambda: bool(acts.unopened(page)))
    acts.handle(page, min(acts.unopened(page)))
    opened = urlsplit(page.url).path
    make_key(page, site.people[WALKERS["officer"]].password)
    let_in(site, "Komang Misalkan")
    page.goto(f"{opened}/kasus")
    look(f"{opened}/kasus, before it is open")
    page.get_by_label("Frasa sandi").fill(PASSPHRASE)
    page.get_by_role("button", name="Buka", exact=True).click()
    page.get_by_role("heading", name="Langkah berikutnya").wait_for()
    page.goto("/saya/kontak")
    page.get_by_role("button", name="Ubah", exact=True).click()
    acts.wait_for(page.get_by_text("Buka surel di").is_visible)
    address = site.people[WALKERS["officer"]].login
    case = f"{opened}/kasus"
    return case, f"{case}/sekitar", opened, link_sent(site, address, "/kontak/"), "/jaga/kunci/lupa"


def make_key(page: "Page", password: str) -> None:
    page.goto("/jaga/kunci")
    page.locator('[name="secret"]').fill(password)
    page.locator('[name="passphrase"]').fill(PASSPHRASE)
    page.locator('[name="again"]').fill(PASSPHRASE)
    page.get_by_role("button", name="Buat kunci saya").click()
    page.get_by_text("Kunci Anda sudah jadi.").wait_for()


def head_begins(page: "Page", site: Site, *_: object) -> tuple[str, ...]:
    """Papers to sign, and to issue for all who are ready; a word of a second signer; hours of duty,
    and what they lack.
    """
    draw(site, WALKERS["head"])
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
    "coordinator of a network": staff_begins,
    "network contact": contact_begins,
    "participant of a training": participant_begins,
    "stranger": stranger_begins,
    "citizen": citizen_begins,
    "citizen in English": english_citizen_begins,
    "applicant": applicant_begins,
    "intern": intern_begins,
    "intern who has not begun": newcomer_begins,
    "intern who is done": former_begins,
    "supervisor": writer_begins,
    "coordinator": coordinator_begins,
    "coordinator among alumni": alumni_coordinator_begins,
    "supervisor of a tenth day": asked_supervisor_begins,
    "officer": officer_begins,
    "head": head_begins,
}
