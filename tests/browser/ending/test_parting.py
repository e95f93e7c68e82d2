"""Internships that end early: by the office, which warns, hears and has a second sign, and by the
intern. The intern is on a small phone without scripts, the office at a desk.
"""

import re

import pytest

from mori.core.clock import local_date, now
from mori.core.workdays import DAY
from mori.placements.proceedings.rules import ProceedingKind
from mori.placements.proceedings.words import reasons_for
from tests.browser import acts
from tests.browser.ending.passing import days_pass
from tests.browser.site import Site
from tests.support.servers.browser import axe, described

COORDINATOR, HEAD = "Rusdiana Misalkan", "Halimah Teladan"
SENT_AWAY, GOES, ASKS = "Contohwati", "Dimas Umpama", "Rizky Misalkan"
SMALL, DESK = {"width": 360, "height": 640}, {"width": 1280, "height": 800}
FACTS = "Umpama: Senin dan Selasa tidak masuk dan tidak memberi kabar."
WORDS = "Umpama: aku sakit dan pulsaku habis."
SIGNING = re.compile(r"/peserta/tanda-tangan/(\w+)")


@pytest.fixture
def enter(browser, site: Site):
    """Somebody at a desk, or an intern on a small phone without scripts."""
    opened = {}

    def open_as(name: str):
        if name not in opened:
            is_intern = site.people[name].role == "intern"
            context = acts.signed_in(
                browser,
                site.people[name],
                base_url=site.address,
                java_script_enabled=not is_intern,
                is_mobile=is_intern,
            )
            opened[name] = context, context.__enter__()
            opened[name][1].set_viewport_size(SMALL if is_intern else DESK)
        return opened[name][1]

    yield open_as
    for context, _page in opened.values():
        context.__exit__(None, None, None)


def today():
    return local_date(now(), "Asia/Makassar")


def fits(page) -> None:
    """Nothing scrolls sideways."""
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


def page_of(office, name: str) -> None:
    office.goto("/peserta")
    office.get_by_role("link", name=name, exact=True).click()
    office.get_by_role("heading", name=name, exact=True).wait_for()


def propose(office, kind: ProceedingKind, day) -> str:
    """From the page of an internship: a reason from the list, what happened and a day."""
    name = "Pengakhiran lebih awal" if kind.is_end else "Surat peringatan"
    office.get_by_role("link", name=name, exact=True).click()
    reason = office.get_by_label("Alasan")
    offered = [text for _code, text in reasons_for(kind, "id")]
    assert reason.locator("option").all_inner_texts() == ["Pilih", *offered]
    reason.select_option(label="Tidak hadir tanpa kabar")
    office.get_by_label("Apa yang terjadi, dan kapan").fill(FACTS)
    office.get_by_label("Hari terakhir" if kind.is_end else "Dilihat lagi pada").fill(f"{day}")
    fits(office)
    office.get_by_role("button", name="Minta jawaban peserta").click()
    office.get_by_text("Peserta dimintai jawaban. Belum ada hal lain yang terjadi.").wait_for()
    return office.url.rpartition("/")[2]


def asked_to_sign(site: Site, key: str) -> str:
    """Who was asked by mail to sign it as the second."""

    def found() -> list[str]:
        return [
            each.name
            for each in site.people.values()
            for mail in site.mailbox.to(each.login)
            if key in SIGNING.findall(mail.get_content())
        ]

    acts.wait_for(found)
    (name,) = found()
    return name


def sign(signer, key: str) -> None:
    signer.goto("/peserta/tanda-tangan")
    fits(signer)
    signer.locator(f'a[href$="{key}"]').click()
    fits(signer)
    signer.get_by_text("Saya tandatangani", exact=True).click()
    signer.get_by_role("button", name="Putuskan").click()
    signer.get_by_text("Tersimpan. Peserta dan kantor diberi tahu keputusannya.").wait_for()


def download(page, name: str) -> str:
    """The name of a file that is a PDF."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name).first.click()
    with open(waiting.value.path(), "rb") as file:
        assert file.read(5) == b"%PDF-"
    return waiting.value.suggested_filename


def state_days_done(office, head, intern) -> None:
    """From the form to the PDF: made by the office, signed by the head, opened by the intern."""
    for kind in ("Sertifikat", "Transkrip"):
        box = office.get_by_label(kind, exact=True)
        if box.is_checked():
            office.get_by_text(kind, exact=True).first.click()
    office.get_by_text("Surat keterangan", exact=True).first.click()
    fits(office)
    office.get_by_role("button", name="Terbitkan").click()
    acts.reload_until(office, lambda: "Selesai" in office.locator("main").inner_text())
    head.goto("/sertifikat/tanda-tangan")
    head.get_by_role("button", name="Tandatangani yang dicentang").click()
    head.get_by_text("dokumen ditandatangani.").wait_for()
    intern.goto("/saya/sertifikat")
    acts.reload_until(intern, lambda: intern.get_by_role("link", name="Unduh").count() > 0)
    fits(intern)
    assert "-sket-" in download(intern, "Unduh")


def test_an_office_warns_hears_nothing_and_ends_it_with_a_second(enter, site):
    office, intern = enter(COORDINATOR), enter(SENT_AWAY)
    page_of(office, SENT_AWAY)
    warning = propose(office, ProceedingKind.WARNING, today() + DAY)

    intern.goto("/")
    intern.get_by_text("Kantor menunggu jawabanmu").wait_for()
    intern.locator(f'a[href$="{warning}"]').click()
    fits(intern)
    assert FACTS in intern.locator("main").inner_text()
    intern.get_by_label("Jawabanmu").fill(WORDS)
    intern.get_by_role("button", name="Kirim jawabanku").click()
    intern.get_by_text("Tersimpan.").wait_for()

    signer = asked_to_sign(site, warning)
    assert signer not in (COORDINATOR, SENT_AWAY)
    sign(enter(signer), warning)
    intern.goto(f"/peserta/tindakan/{warning}")
    assert signer in intern.locator("main").inner_text()
    assert download(intern, "Surat peringatan (PDF)")
    office.goto(f"/peserta/tindakan/{warning}")
    said = office.locator("main").inner_text()
    assert WORDS in said
    assert signer not in said

    page_of(office, SENT_AWAY)
    ending = propose(office, ProceedingKind.END, today())
    days_pass(site, ending, 9)  # without a word from the intern
    office.reload()
    office.get_by_text("Tidak menjawab, penanda tangan kedua membaca").first.wait_for()
    sign(enter(asked_to_sign(site, ending)), ending)
    page_of(office, SENT_AWAY)
    assert "Aktif" in office.locator("main").inner_text()  # until its last day is over

    days_pass(site, ending, 1)
    office.goto(f"/peserta/tindakan/{ending}")
    assert download(office, "Berita acara pengakhiran")
    office.get_by_role("link", name="Buat surat keterangannya").click()
    state_days_done(office, enter(HEAD), intern)


@pytest.mark.usefixtures("requests_fail")  # it is sent once without its tick
def test_an_intern_sees_what_follows_resigns_and_gets_a_statement(enter, site):
    office, intern = enter(COORDINATOR), enter(GOES)
    intern.goto("/saya")
    intern.get_by_role("link", name="Buka magangku").click()
    fits(intern)
    intern.get_by_role("link", name="Akibatnya kalau aku mengundurkan diri").click()
    before = intern.locator("main").inner_text()
    for said in ("Tidak perlu persetujuan siapa pun.", "Surat keterangan", "ya, setelah"):
        assert said in before
    fits(intern)

    intern.get_by_label("Hari terakhirku").fill(f"{today()}")
    intern.get_by_role("button", name="Mengundurkan diri").click()
    intern.get_by_text("Baca akibatnya, lalu centang ini.").first.wait_for()
    assert intern.get_by_label("Hari terakhirku").input_value() == f"{today()}"
    intern.get_by_text("Aku sudah membaca akibatnya").first.click()
    intern.get_by_role("button", name="Mengundurkan diri").click()
    intern.get_by_role("button", name="Tarik kembali").wait_for()
    key = intern.locator('form[action$="/batal"]').get_attribute("action").split("/")[-2]

    days_pass(site, key, 1)
    intern.reload()
    intern.get_by_text("Diakhiri lebih awal").first.wait_for()
    office.goto("/ringkasan")
    fits(office)
    row = office.locator("a.item", has_text=GOES).filter(has_text="belum punya surat keterangan")
    office.goto(row.get_attribute("href"))
    state_days_done(office, enter(HEAD), intern)


def test_an_intern_asks_for_another_supervisor_without_a_reason(enter, site):
    office, intern = enter(COORDINATOR), enter(ASKS)
    intern.goto("/saya")
    intern.get_by_role("link", name="Buka magangku").click()
    intern.get_by_role("link", name="Minta ganti pembimbing").click()
    fits(intern)
    intern.get_by_role("button", name="Kirim permintaan").click()
    intern.get_by_text("Menunggu koordinator").first.wait_for()

    office.goto("/ringkasan")
    row = office.locator("a.item", has_text=ASKS).filter(has_text="minta ganti pembimbing")
    office.goto(row.get_attribute("href"))
    fits(office)
    office.get_by_text("Ya", exact=True).click()
    office.get_by_label("Pembimbing baru").select_option(index=1)
    chosen = office.get_by_label("Pembimbing baru").evaluate("e => e.selectedOptions[0].text")
    office.get_by_role("button", name="Putuskan").click()
    office.get_by_text("Tersimpan. Peserta diberi tahu.").wait_for()

    intern.reload()
    intern.get_by_text("Disetujui").first.wait_for()
    intern.goto("/saya")
    intern.get_by_role("link", name="Buka magangku").click()
    assert chosen in intern.locator("main").inner_text()


def test_pages_are_legible_to_machines_and_fit(browser, site):
    with acts.signed_in(browser, site.people[COORDINATOR], base_url=site.address) as page:
        page_of(page, "Annisa Contoh")
        links = page.locator('a[href^="/peserta/tindakan/"]').all()
        paths = [each.get_attribute("href") for each in links]
        here = page.url.removeprefix(site.address)
        for language in ("English", "Bahasa Indonesia"):
            acts.speak(page, language)
            for path in (*paths, f"{here}/akhiri", f"{here}/peringatan", here):
                page.set_viewport_size({"width": 320, "height": 640})
                page.goto(path)
                assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
                assert not (found := axe(page)), described(found)
