"""Taps that the spool could not keep: into the database, and from there into an alert."""

import datetime as dt
import json
from collections.abc import Collection
from typing import Any

from mori.core.db import db, writing

from ..alerts.models import Alert, RescuedTap
from ..alerts.operations import replay_tap


def rescue_tap(record: dict[str, Any]) -> None:
    """Keep a tap in the database, from a thread of its own, because the spool could not."""
    with db.connection_context(), writing():
        RescuedTap.get_or_create(token=record["token"], defaults={"record": json.dumps(record)})


@writing()
def replay_rescued_tap(rescued: RescuedTap, address: str, at: dt.datetime) -> None:
    """Replay a tap that never reached the spool."""
    replay_tap(json.loads(rescued.record), address, at)
    RescuedTap.update(is_replayed=True).where(RescuedTap.id == rescued.id).execute()


@writing()
def forget_rescued(ids: Collection[int]) -> None:
    """Throw away taps of a call that was erased."""
    RescuedTap.delete().where(RescuedTap.id.in_(list(ids))).execute()


@writing()
def forget_alert(alert: Alert) -> None:
    """Delete it and whatever points to it, however far off, also of slices that come later."""
    for which, pointing in list(alert.dependencies()):
        pointing.model.delete().where(which).execute()
    Alert.delete().where(Alert.id == alert.id).execute()
