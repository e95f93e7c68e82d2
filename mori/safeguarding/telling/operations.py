"""Telling officers that something of a call waits for them: the letter says nothing else."""

import datetime as dt
from collections.abc import Iterable

from mori.core.db import writing

from ..alerts import queries
from ..alerts.models import Alert
from ..alerts.operations import tell


@writing()
def tell_of_task(
    alert: Alert, officer_ids: Iterable[int], at: dt.datetime, address: str, why: str
) -> None:
    """Tell these officers; whoever must not learn of the call is left out, whoever asks."""
    excluded = queries.excluded_from(alert, at)
    ids = [each for each in dict.fromkeys(officer_ids) if each not in excluded]
    if not ids:
        return
    Alert.update(calls=Alert.calls + 1).where(Alert.id == alert.id).execute()
    called = queries.alert_by_id(alert.id)
    for officer in queries.people_by_id(ids):
        tell(called, officer, at, address, why)
