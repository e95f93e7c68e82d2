"""What an officer found out about who signs in as the person who called."""

import datetime as dt

from flask_babel import lazy_gettext as _

from mori.accounts.people.operations import shut_out, vouch_for
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import lock

from ..alerts.doubt_queries import Doubt, doubt_about
from ..alerts.event_operations import note_event
from ..alerts.models import Alert
from ..alerts.queries import alert_by_id


@writing()
def vouch(alert: Alert, officer_id: int, seen: str, at: dt.datetime) -> None:
    """An officer has made sure that it is the person: their phone sees and decides again."""
    doubt = _open_doubt(alert, seen)
    vouch_for(doubt.person_id)
    note_event(alert, "vouch", at, officer_id)


@writing()
def shut_stranger_out(alert: Alert, officer_id: int, seen: str, at: dt.datetime) -> None:
    """It was somebody else: sign out whoever came in since, and go on doubting."""
    doubt = _open_doubt(alert, seen)
    shut_out(doubt.person_id, doubt.since, at)
    note_event(alert, "shut_out", at, officer_id)


def _open_doubt(alert: Alert, seen: str) -> Doubt:
    """The doubt an officer decides on, if nobody has signed in since they looked."""
    lock(alert)  # of two officers one decides first
    doubt = doubt_about(alert_by_id(alert.id))
    if doubt is None or doubt.seen != seen:
        raise Refused(_("Somebody has signed in or decided since. Look again, then decide."))
    return doubt
