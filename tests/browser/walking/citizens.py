"""A citizen's whole way through the notebook, whose pages are answers to forms and no addresses."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from mori.encounters.rules import plain
from tests.encounters.making import LETTER, WHOLE

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Sends a note to a page of the notebook, as a button of the one before does.
SEND = """([path, fields]) => {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = path;
  const token = document.querySelector('[name=csrf_token]');
  for (const [name, value] of [['csrf_token', token.value], ...fields]) {
    const field = document.createElement('input');
    Object.assign(field, { type: 'hidden', name, value });
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}"""
SENDING = {"mail": "warga@contoh.invalid", "region": "Kota Banjarmasin", **LETTER}


def note_of(**changes: Any) -> str:
    return json.dumps({**plain(WHOLE), **changes})


def steps() -> list[tuple[str, dict[str, Any]]]:
    """Each page that is an answer, and what is sent to get it."""
    whole, harmed = note_of(), note_of(happened=["harm"])
    asked = note_of(reported_on="2026-11-10", explanation_asked_on="2026-11-15")
    return [
        ("lanjut", {"note": "{}"}),
        ("lanjut", {"note": whole}),
        ("lanjut", {"note": asked}),
        ("lanjut", {"note": note_of(counted_on="2026-11-18")}),
        ("lihat", {"note": harmed, "service": "Akta", "agency": "x", "happened": "harm"}),
        ("jalan", {"note": asked}),
        ("surat", {"note": whole}),
        ("surat", {"note": "{}"}),
        ("surat/buat", {"note": whole, **LETTER, "sebagai": "wa"}),
        ("berkas", {"note": whole}),
        ("berkas/buat", {"note": whole, "sebagai": "lihat"}),
        ("ingatkan", {"note": whole}),
        ("ingatkan/simpan", {"note": whole, "mail": SENDING["mail"], "days": "2028-11-02"}),
        ("hitung", {"note": whole}),
        ("hitung/simpan", {"note": whole, "region": SENDING["region"]}),
    ]


def pairs(fields: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (name, each)
        for name, value in fields.items()
        for each in (value if isinstance(value, list) else [value])
    ]


def walk_the_notebook(
    page: "Page", look: Callable[[str], None], language: str = "id"
) -> tuple[str, ...]:
    """Look at every page; the one that stops a reminder has an address of its own."""
    stopping: tuple[str, ...] = ()
    for path, fields in steps():
        page.goto(f"/catatan?lang={language}")
        address = f"/catatan/{path}?lang={language}"
        with page.expect_navigation():
            page.evaluate(SEND, [address, pairs(fields)])
        look(address)
        links = page.locator('main a[href^="/catatan/berhenti/"]')
        if links.count():
            stopping = (urlsplit(links.first.get_attribute("href") or "").path,)
    return stopping


def citizen_begins(
    page: "Page", _site: object, _walked: object, look: Callable[[str], None]
) -> tuple[str, ...]:
    return "/catatan", "/catatan/baru?layanan=ktp", *walk_the_notebook(page, look)


def english_citizen_begins(
    page: "Page", _site: object, _walked: object, look: Callable[[str], None]
) -> tuple[str, ...]:
    stopping = walk_the_notebook(page, look, "en")
    paths = ("/catatan", "/catatan/baru?layanan=ktp", *stopping)
    return tuple(f"{path}{'&' if '?' in path else '?'}lang=en" for path in paths)
