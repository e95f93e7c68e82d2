"""Telling the next unit about an intern."""

import datetime as dt

from flask_babel import lazy_gettext as _

from mori.core.clock import local_date
from mori.core.db import writing
from mori.core.errors import Refused

from ..models import Placement, UnitSpan
from .models import UnitNote
from .queries import note_by_token


@writing()
def write_unit_note(
    placement: Placement, text: str, token: str, actor_id: int, at: dt.datetime
) -> UnitNote:
    """Write for the unit that comes next; the same form twice is one note."""
    if there := note_by_token(token):
        return there
    span = _span_of(placement, actor_id, local_date(at, placement.office.zone))
    if span is None:
        raise Refused(_("Only whoever supervises or has supervised this intern writes this note."))
    return UnitNote.create(
        token=token,
        placement=placement,
        unit=span.unit_id,
        author=actor_id,
        text=text,
        written_at=at,
    )


def _span_of(placement: Placement, person_id: int, today: dt.date) -> UnitSpan | None:
    """The last stay that has begun under somebody."""
    mine = [
        span
        for span in placement.spans
        if person_id in (span.supervisor_id, span.stand_in_id) and span.starts_on <= today
    ]
    return mine[-1] if mine else None
