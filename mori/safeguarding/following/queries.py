"""Who else may decide about a call."""

import datetime as dt

from ..alerts.models import Alert, Delivery
from ..alerts.queries import people_to_call
from ..routing.rules import Rung


def others_for(alert: Alert, officer_id: int, at: dt.datetime) -> list[int]:
    """Ids of all who may learn of it besides one officer: whoever was told before is first."""
    _called, everybody = people_to_call(alert, Rung.FIRST, at)
    told = {row.officer_id for row in Delivery.select().where(Delivery.alert == alert.id)}
    others = [each for each in everybody if each != officer_id]
    return sorted(others, key=lambda each: each not in told)


def is_told_since(alert: Alert, officer_id: int, since: dt.datetime) -> bool:
    """Whether anybody besides one officer was told of it since a moment."""
    told = Delivery.alert == alert.id, Delivery.officer != officer_id, Delivery.at >= since
    return Delivery.select().where(*told).exists()
