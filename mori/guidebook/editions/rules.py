"""What an edition is made of. No database, no request."""

import hashlib
import json
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

FILES = "editions"
PRINTS = {"buku": ("book", "book_file"), "lembar": ("sheet", "sheet_file")}
BRIEF = re.compile(r",\s|\s\(|\spasal\s|:\s|;\s")  # what follows says where in a source, or more
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
    quiz: str  # JSON; empty where nothing is asked


def _said(page: Page) -> list[str]:
    """What a page says; one that asks nothing keeps the fingerprint that it always had."""
    *said, quiz = page
    return [*said, quiz] if quiz else said


def named_shortly(source: str) -> str:
    """A source by its name alone: a law without its articles, a page without its day."""
    return BRIEF.split(source, maxsplit=1)[0]


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
    said = json.dumps([_said(page) for page in pages], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()
