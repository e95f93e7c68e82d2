"""An edition on paper: the book in A5, and a hand-out of one sheet. No request, no database."""

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

import segno

from mori.core.clock import local_date
from mori.core.files.documents import COUNT, make_pdf
from mori.core.markdown.rendering import printed
from mori.web import filters
from mori.web.i18n import catalogue

from ..models import Edition, EditionChapter
from .rules import PRINTS, named_shortly, read_in

LOCALE = "id"


def render(name: str, edition: Edition, chapters: Sequence[EditionChapter], address: str) -> bytes:
    """The book or the hand-out as PDF/A; the same edition gives the same words."""
    template, _column = PRINTS[name]
    return make_pdf(
        f"guidebook/{template}", shown(edition, chapters, address), edition.published_at
    )


def shown(edition: Edition, chapters: Sequence[EditionChapter], address: str) -> dict[str, Any]:
    """What the templates show."""
    _ = catalogue(LOCALE).gettext
    day = local_date(edition.published_at, edition.office.zone)
    return {
        "title": edition.book.title,
        "lang": LOCALE,
        "office": edition.office.name,
        "edition": _("Edition %(number)s, %(day)s")
        % {"number": edition.number, "day": filters.long_day(LOCALE, day)},
        "digest": _("Fingerprint: %(digest)s") % {"digest": edition.digest[:16]},
        "address": address,
        "qr": _qr(address),
        "sources": _("Sources"),
        "contents": _("Contents"),
        "chapters": [_chapter(each, _) for each in chapters],
        "unprinted": _("□ stands for a sign that this PDF cannot print, %(count)s in all.")
        % {"count": COUNT},
    }


def _chapter(chapter: EditionChapter, _: Any) -> dict[str, Any]:
    text = read_in(LOCALE, chapter)
    pieces = printed(text.body)
    first = next((each for each in pieces if each["kind"] == "p"), None)
    return {
        "title": text.title,
        "pieces": pieces,
        "first": [first] if first else [],
        "sources": [said_source(row, LOCALE) for row in json.loads(chapter.sources)],
    }


def said_source(row: Sequence[str], language: str) -> str:
    """A source in one line: what, and when and by whom it was checked."""
    _ = catalogue(language).gettext
    cites, _url, day, who, label, label_en = row
    if not day:
        return f"{cites} ({label_en if language == 'en' else label})"
    said = filters.as_far_as_known(language, day)
    text = _("checked %(day)s (%(who)s)") if who else _("checked %(day)s")
    return f"{cites}, {text % {'day': said, 'who': who}}"


def short_sources(rows: Sequence[Sequence[str]], language: str) -> list[str]:
    """What a chapter rests on, in up to two lines: the first that was checked, the first that was
    not, and how many more; its own page says all of it.
    """
    _ = catalogue(language).gettext
    checked = [f"{named_shortly(row[0])} ({_day(row[2])})" for row in rows if row[2]]
    others = [named_shortly(row[0]) for row in rows if not row[2]]
    lines = (_("Sources: %(names)s"), checked), (_("Sources not checked yet: %(names)s"), others)
    return [line % {"names": _first(names, _)} for line, names in lines if names]


def _first(names: Sequence[str], _: Any) -> str:
    """One name, and how many others there are."""
    first, *others = dict.fromkeys(names)
    return _("%(first)s and %(n)d more") % {"first": first, "n": len(others)} if others else first


def _day(day: str) -> str:
    return f"{dt.date.fromisoformat(day):%d/%m/%Y}"


def _qr(address: str) -> str:
    svg = segno.make(address, error="m", micro=False).svg_inline(border=0)
    return svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
