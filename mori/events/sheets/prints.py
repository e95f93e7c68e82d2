"""What the sheet at the door shows, in the language of whoever asked. No request."""

import datetime as dt
from collections.abc import Iterable, Sequence

from flask_babel import gettext as _

from mori.offices.prints import Shown, frame
from mori.web import filters

from ..models import Event, Participant
from ..presence.rules import HalfDay
from .rules import BLANK_ROWS


def sheet_content(
    event: Event,
    day: dt.date,
    halves: Sequence[HalfDay],
    rows: Iterable[Participant],
    locale: str,
    at: dt.datetime,
) -> Shown:
    """A day's sheet: who is expected by number, a box for each half-day, and blank rows."""
    return {
        **frame(event.office, _("Attendance list"), locale, at),
        "facts": [
            [_("Event"), event.name],
            [_("Day"), filters.long_day(locale, day)],
            [_("Place"), event.place or "–"],
        ],
        "words": {"guests": _("Came without an invitation? Write yourself here.")},
        "columns": [
            *(_("No."), _("Four letters"), _("Name"), _("Community")),
            *(str(each.part.label) for each in halves),
        ],
        "rows": [_row(each) for each in rows],
        "blank": BLANK_ROWS,
        "signed": len(halves),
    }


def _row(each: Participant) -> list[str]:
    return [str(each.row), each.short_code, each.name, community_of(each)]


def community_of(each: Participant) -> str:
    """The community somebody comes from, as the list knows it or they said it."""
    return each.community.name if each.community else each.community_name
