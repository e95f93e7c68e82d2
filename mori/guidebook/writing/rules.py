"""What may be written into a book, and how sources are typed. No database, no request."""

import datetime as dt

from ..rules import Reference

MOST_SIGNS = 20_000  # of a chapter's text
MOST_SOURCES = 40


def typed_references(text: str) -> list[Reference]:
    """One a line: what is cited | its address | the day it was checked, or how it is labelled."""
    return [_typed(line) for line in text.splitlines() if line.strip()][:MOST_SOURCES]


def _typed(line: str) -> Reference:
    cites, url, said = (*(part.strip() for part in line.split("|", 2)), "", "")[:3]
    if not url.startswith(("http://", "https://")):
        url, said = "", said or url
    day = _day(said)
    return Reference(cites[:300], url[:300], day, "" if day else said[:300])


def _day(text: str) -> str:
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def shown_references(references: list[Reference]) -> str:
    """The same as it is typed."""
    return "\n".join(
        " | ".join(filter(None, (each.cites, each.url, each.checked_on or each.label)))
        for each in references
    )
