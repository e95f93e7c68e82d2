"""What the printed minutes show, in the language of whoever asked. No request."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from mori.offices.prints import Shown as Printed
from mori.offices.prints import frame
from mori.web import filters

from ..followups.rules import Figures
from ..models import Event
from .desk import Cell, Shown


def minutes_content(event: Event, shown: Shown, locale: str, at: dt.datetime) -> Printed:
    """Title, day, place, attendance, decisions, and what was promised."""
    minutes, table = shown.minutes, shown.table
    published = minutes.published_at
    days = [
        filters.long_day(locale, day) for day in dict.fromkeys((event.starts_on, event.ends_on))
    ]
    return {
        **frame(event.office, _("Minutes of the event"), locale, at),
        "facts": [
            [_("Event"), event.name],
            [_("Days"), " – ".join(days)],
            [_("Where"), event.place or "–"],
            [_("Version"), _version(event, shown, locale, published)],
        ],
        "words": {
            "talked": _("What was talked about"),
            "decisions": _("Decisions"),
            "none": _("Nothing was decided."),
            "attendance": _("Attendance by half-days"),
            "known": _("In brackets: as known today.") if table.differs else "",
            "promised": _("What was promised"),
            "promises": figures_said(shown.promised),
        },
        "paragraphs": [each.strip() for each in minutes.text.splitlines() if each.strip()],
        "decisions": list(shown.decisions),
        "columns": [
            _("Community"),
            *(f"{filters.short_day(locale, each.day)}, {each.part.label}" for each in table.halves),
        ],
        "rows": [
            *([row.name or _("No community"), *_cells(row.cells)] for row in table.rows),
            [_("All"), *_cells(table.whole)],
        ],
        "lines": [
            [line.name or _("No community"), figures_said(line.figures)] for line in shown.lines
        ],
    }


def _version(event: Event, shown: Shown, locale: str, published: dt.datetime | None) -> str:
    minutes = shown.minutes
    if published is None:
        return str(_("%(n)d, a draft", n=minutes.version))
    moment = filters.public_moment(locale, published, event.office.zone)
    return str(_("%(n)d, published %(when)s", n=minutes.version, when=moment))


def _cells(cells: Sequence[Cell]) -> list[str]:
    return [f"{each.then} ({each.now})" if each.differs else str(each.then) for each in cells]


def figures_said(figures: Figures) -> str:
    """In one line; what is not there is left out, but for what was promised and happened."""
    said: list[Any] = [
        _("Promised %(n)d", n=figures.promised),
        _("happened %(n)d", n=figures.done),
    ]
    more = [
        (figures.moved, _("moved %(n)d", n=figures.moved)),
        (figures.dropped, _("dropped %(n)d", n=figures.dropped)),
        (figures.unanswered, _("not answered %(n)d", n=figures.unanswered)),
        (figures.waiting, _("with time yet %(n)d", n=figures.waiting)),
    ]
    return " · ".join([*said, *(words for number, words in more if number)])
