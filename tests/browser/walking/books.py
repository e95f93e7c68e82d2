"""What somebody of an office has begun to write, which no link of the lists leads to first."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Page


def begun(page: "Page") -> tuple[str, str]:
    """A text of a chapter that is not proposed yet, and the draft of an own exercise."""
    page.goto("/naskah")
    page.locator("main ol.lines a").first.click()
    page.get_by_role("link", name="Usulkan perubahan").click()
    page.get_by_label("Isinya berubah").check(force=True)
    page.get_by_role("button", name="Simpan draf").click()
    page.wait_for_url("**/naskah/usul/*")
    text = urlsplit(page.url).path
    page.goto("/belajar")
    page.get_by_role("link", name="Ruang tunggu").click()
    page.wait_for_url("**/belajar/latihan/*")
    return f"{text}/ubah", f"{urlsplit(page.url).path}/ubah"
