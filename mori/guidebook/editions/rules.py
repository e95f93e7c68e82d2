"""What an edition is made of. No database, no request."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any, NamedTuple

FILES = "editions"
PRINTS = {"buku": ("book", "book_file"), "lembar": ("sheet", "sheet_file")}
FORMER = 3  # editions before one whose readers are sent only what is new


class Page(NamedTuple):
    """A chapter as it will stand in an edition."""

    slug: str
    title: str
    body: str
    html: str
    title_en: str
    body_en: str
    html_en: str
    sources: str  # JSON


class Read(NamedTuple):
    """A chapter in one language; in Indonesian where it has no English."""

    title: str
    body: str
    html: str
    language: str


def read_in(language: str, page: Any) -> Read:
    """A page, or the row that keeps it."""
    if language == "en" and page.html_en:
        return Read(page.title_en or page.title, page.body_en, page.html_en, "en")
    return Read(page.title, page.body, page.html, "id")


def digest_of(pages: Sequence[Page]) -> str:
    """The fingerprint of all that an edition says."""
    said = json.dumps([list(page) for page in pages], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()
