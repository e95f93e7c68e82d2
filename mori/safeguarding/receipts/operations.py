"""Keeping what somebody says on the page after a tap."""

import datetime as dt

from mori.core.db import writing
from mori.core.states import changed_meanwhile

from ..alerts import queries
from ..alerts.models import Tap
from ..alerts.operations import note_news
from ..alerts.rules import ONE_ALERT_WITHIN


@writing()
def leave_contact(tap: Tap, sealed: str, at: dt.datetime, address: str) -> None:
    """Keep how someone unknown can be reached, the last time; officers hear of it now and then."""
    if tap.alert.person_id:
        raise changed_meanwhile()
    Tap.update(contact=sealed).where(Tap.id == tap.id).execute()
    if not queries.has_contact_since(tap.alert, at - ONE_ALERT_WITHIN):
        note_news(tap.alert, "contact", at, address)
