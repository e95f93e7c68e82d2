"""Taps that wait in the database because the spool could not be written."""

from ..alerts.models import RescuedTap


def rescued_taps() -> list[RescuedTap]:
    waiting = RescuedTap.select().where(~RescuedTap.is_replayed)
    return list(waiting.order_by(RescuedTap.id).limit(100))
