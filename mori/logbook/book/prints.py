"""A whole logbook as a book to print and a table to open, in a reader's language. No request."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from flask_babel import gettext as _

from mori.attendance.prints import signatures, who
from mori.core.clock import local, local_date
from mori.offices.prints import frame
from mori.placements.models import Placement
from mori.web import filters

from ..models import Entry
from ..rules import EntryState
from . import queries


def book_content(
    placement: Placement, entries: Sequence[Entry], locale: str, at: dt.datetime, only: str = ""
) -> dict[str, Any]:
    """The entries by month and unit; ``only`` names the reader who sees none but their own."""
    zone = placement.office.zone
    today = local_date(at, zone)
    units = ", ".join(dict.fromkeys(each.unit.name for each in entries)) or "–"
    return {
        **frame(placement.office, _("Logbook"), locale, at),
        "words": {"empty": _("No entries yet.")},
        "facts": who(placement, units, locale),
        "remark": _("Holds only the entries under %(name)s.", name=only) if only else "",
        "parts": list(_parts(entries, zone, locale, placement.ends_on < today)),
        "totals": _totals(entries, locale),
        "signatures": signatures(placement, placement.spans, today),
    }


def _parts(
    entries: Sequence[Entry], zone: str, locale: str, is_over: bool
) -> Iterator[dict[str, Any]]:
    """A part for each month and unit, in the order of the days."""
    for (first, unit), found in groupby(entries, lambda each: (_month_of(each), each.unit.name)):
        yield {
            "title": f"{filters.month(locale, first)} · {unit}",
            "entries": [_entry(each, zone, locale, is_over) for each in found],
        }


def _month_of(entry: Entry) -> dt.date:
    return entry.day.replace(day=1)


def _entry(entry: Entry, zone: str, locale: str, is_over: bool) -> dict[str, Any]:
    hours = _("%(n)s hours", n=filters.hours(locale, entry.minutes)) if entry.minutes else ""
    more = ((_("Learnt"), entry.learnt), (_("Obstacles"), entry.obstacles))
    return {
        "day": filters.long_day(locale, entry.day),
        "about": " · ".join(filter(None, (activity_of(entry, locale), hours))),
        "text": entry.text,
        "more": [[label, text] for label, text in more if text],
        "state": state_of(entry, zone, locale, is_over),
    }


def activity_of(entry: Entry, locale: str) -> str:
    if entry.activity is None:
        return ""
    return entry.activity.label if locale == "id" else entry.activity.label_en


def state_of(entry: Entry, zone: str, locale: str, is_over: bool) -> str:
    """How far an entry came, said as it is; what nobody read is the office's matter."""
    match entry.state:
        case EntryState.APPROVED:
            said = _("Initialled by %(name)s, %(moment)s", **_by(entry, zone, locale))
        case EntryState.RETURNED:
            said = _("Returned by %(name)s, %(moment)s", **_by(entry, zone, locale))
        case _:
            sent = filters.moment(locale, entry.submitted_at, zone)
            said = _("Sent %(moment)s, not reviewed yet", moment=sent)
            if is_over:
                lapse = _(
                    "Nobody reviewed it before the internship ended. "
                    "That is the office's lapse, not the intern's."
                )
                said = f"{said}. {lapse}"
    return f"{said} · {_('written later')}" if entry.is_late else said


def _by(entry: Entry, zone: str, locale: str) -> dict[str, str]:
    name, at = entry.reviewer.name if entry.reviewer else "", entry.reviewed_at
    return {"name": name, "moment": filters.moment(locale, at, zone) if at else ""}


def _totals(entries: Sequence[Entry], locale: str) -> list[list[str]]:
    approved = sum(each.state.is_approved for each in entries)
    minutes = [each.minutes or 0 for each in entries]
    return [
        [_("Entries"), str(len(entries))],
        [_("Initialled"), str(approved)],
        [_("Not initialled"), str(len(entries) - approved)],
        [_("Hours written"), filters.hours_in_all(locale, minutes)],
    ]


def table_of(placement: Placement, locale: str, reviewer_id: int | None) -> Iterator[Iterable[Any]]:
    """The logbook's table, its heading first, read from the database as it is sent."""
    yield (
        _("Day"), _("Unit"), _("Kind of work"), _("Hours"), _("Text"), _("Learnt"),
        _("Obstacles"), _("State"), _("Late"), _("Sent"), _("Initialled by"), _("Initialled at"),
    )  # fmt: skip
    for entry in queries.entries_of_placement(placement.id, reviewer_id):
        yield _cells(entry, placement.office.zone, locale)


def _cells(entry: Entry, zone: str, locale: str) -> Iterable[Any]:
    is_approved = entry.state.is_approved
    return (
        entry.day.isoformat(),
        entry.unit.name,
        activity_of(entry, locale),
        "" if entry.minutes is None else filters.hours(locale, entry.minutes),
        entry.text,
        entry.learnt,
        entry.obstacles,
        str(entry.state.label),
        _("yes") if entry.is_late else _("no"),
        _sortable(entry.submitted_at, zone),
        entry.reviewer.name if is_approved and entry.reviewer else "",
        _sortable(entry.reviewed_at, zone) if is_approved and entry.reviewed_at else "",
    )


def _sortable(at: dt.datetime, zone: str) -> str:
    """2026-11-21 14:32, in the office's zone"""
    return f"{local(at, zone):%Y-%m-%d %H:%M}"
