"""Noting beforehand that somebody will not be there."""

import datetime as dt

from flask_babel import lazy_gettext as _

from mori.accounts.queries import people_here
from mori.core.db import writing
from mori.core.errors import Refused

from .models import PlannedAway
from .queries import away_by_token
from .rules import LONGEST, AwayKind


@writing()
def note_away(
    office_id: int,
    person_id: int,
    kind: AwayKind,
    starts_on: dt.date,
    ends_on: dt.date,
    token: str,
    actor_id: int,
    at: dt.datetime,
) -> PlannedAway:
    """Note days away of an intern or a supervisor; the same form twice is one."""
    if there := away_by_token(token):
        return there
    if not starts_on <= ends_on <= starts_on + LONGEST:
        raise Refused(_("The last day comes after the first, within half a year."))
    if not people_here(office_id, [person_id]):
        raise Refused(_("Choose somebody of this office."))
    return PlannedAway.create(
        token=token,
        office=office_id,
        person=person_id,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        noted_by=actor_id,
        noted_at=at,
    )


@writing()
def forget_away(row: PlannedAway) -> None:
    """They will be there after all."""
    PlannedAway.delete().where(PlannedAway.id == row.id).execute()
