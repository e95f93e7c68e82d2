"""Keeping which hours lack somebody, and warning whoever can mend it."""

import datetime as dt
from collections.abc import Sequence

from mori.core.clock import local_date
from mori.core.db import writing
from mori.core.workdays import DAY
from mori.notifications.letters import letter
from mori.notifications.operations import post_message, take_slot
from mori.offices.models import Office

from . import queries
from .models import Hole
from .rules import AHEAD, Gap

AT_ONCE = 100  # rows of one statement


@writing()
def keep_gaps(office: Office, found: Sequence[Gap], address: str, at: dt.datetime) -> None:
    """Keep which hours lack somebody; warn of those that are new, and once a day of the rest."""
    is_new = _keep(office.id, found, at)
    today = str(local_date(at, office.zone))
    is_first_today = bool(found) and take_slot(f"holes {office.code}", today, at)
    if is_new or is_first_today:
        _warn(office, len(found), address, at)


def _keep(office_id: int, found: Sequence[Gap], at: dt.datetime) -> bool:
    """Bring the holes in line with what was found; whether one of them was not known."""
    since = {row.hour: row.found_at for row in queries.holes_of(office_id, at)}
    Hole.delete().where(Hole.office == office_id).execute()
    rows = [
        {"office": office_id, **gap._asdict(), "found_at": since.get(gap.hour, at)} for gap in found
    ]
    for first in range(0, len(rows), AT_ONCE):
        Hole.insert_many(rows[first : first + AT_ONCE]).execute()
    # Hours come into sight at the far end all the time: those are left to the next day's mail.
    soon = at + AHEAD - DAY
    return any(gap.hour not in since and gap.hour < soon for gap in found)


def _warn(office: Office, count: int, address: str, at: dt.datetime) -> None:
    for person in queries.people_to_warn(office.id):
        if person.email:
            url = f"{address}/jaga/lubang"
            subject, body = letter("safeguarding/holes", person.locale, url=url, count=count)
            token = f"holes {office.code} {person.key} {at:%y%m%d%H}"
            post_message(token, person.email, subject, body, at)
