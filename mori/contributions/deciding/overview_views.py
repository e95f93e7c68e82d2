"""How it is said on Ringkasan that ideas wait, and in a report how soon they were answered."""

import datetime as dt
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext, ngettext

from mori.core.counts.overview import Attention, Found
from mori.web.asked import today

from . import overview_queries as queries


def report_part(office_id: int, first: dt.date, last: dt.date) -> dict[str, Any] | None:
    """In an office's report: its answers to ideas, and its silence."""
    given, late = queries.answered_between(office_id, first, last)
    silent = queries.unanswered_since(office_id, first, last, today())
    if not given and not silent:
        return None
    return {"given": given, "late": late, "silent": silent}


def _late(row: Found) -> tuple[Any, Any]:
    said = ngettext(
        "%(num)d idea is past the day on which an answer was promised",
        "%(num)d ideas are past the day on which an answer was promised",
        row.n or 0,
    )
    return said, ""


def _waiting(row: Found) -> tuple[Any, Any]:
    said = ngettext(
        "%(num)d idea waits for an answer", "%(num)d ideas wait for an answer", row.n or 0
    )
    return said, ""


def _to_look_at(row: Found) -> tuple[Any, Any]:
    said = ngettext(
        "%(num)d idea that was done is to be looked at again",
        "%(num)d ideas that were done are to be looked at again",
        row.n or 0,
    )
    return said, ""


def _desk(_row: Found) -> str:
    return url_for("idea_desk.desk")


def _adopted(_row: Found) -> str:
    return url_for("idea_desk.desk", saring="diadopsi")


ATTENTIONS = (
    Attention(
        "ideas late", 34, "idea.gather", queries.late_with_coordinators, _late, _desk,
        lazy_gettext("Answer"), "chat",
    ),
    Attention(
        "ideas late in office", 34, "idea.oversee", queries.late_in_office, _late, _desk,
        lazy_gettext("Answer"), "chat",
    ),
    Attention(
        "ideas waiting", 72, "idea.gather", queries.waiting_with_coordinators, _waiting, _desk,
        lazy_gettext("Answer"), "chat",
    ),
    Attention(
        "ideas for the head", 72, "idea.oversee", queries.waiting_with_head, _waiting, _desk,
        lazy_gettext("Answer"), "chat",
    ),
    Attention(
        "ideas to look at", 66, "idea.tend", queries.to_look_at, _to_look_at, _adopted,
        lazy_gettext("See"), "chat",
    ),
)  # fmt: skip
