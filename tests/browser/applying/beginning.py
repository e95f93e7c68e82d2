"""Applications that a walk through all pages comes by."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Page


def applicant_begins(page: "Page", *_: object) -> tuple[str, ...]:
    """A group's draft, with somebody and a paper of theirs; and one that was sent."""
    drafts = [
        begin_application(page, "Tia Umpama", "Beberapa orang"),
        begin_application(page, "Bayu Umpama"),
    ]
    page.goto(drafts[1])
    page.get_by_role("button", name="Kirim permohonan").click()
    page.get_by_text("Riwayat").wait_for()
    return "/daftar", drafts[0]


def begin_application(page: "Page", name: str, who: str = "Saya sendiri") -> str:
    page.goto("/daftar")
    page.get_by_role("button", name="Daftar", exact=True).click()
    page.locator("main label", has_text=who).click()
    page.get_by_label("Kampus atau sekolah").fill("Universitas Umpama")
    page.get_by_label("Siapa namamu?").fill(name)
    page.get_by_label("Surel").first.fill("umpama@contoh.example")
    for label, day in (("Hari pertama", "2027-02-01"), ("Hari terakhir", "2027-03-31")):
        page.get_by_label(label).fill(day)
    page.get_by_role("button", name="Simpan dan lanjut").click()
    page.get_by_text("Draf, belum dikirim").wait_for()
    return urlsplit(page.url).path
