"""How many alerts wait, for the badge on every page of an officer."""

import datetime as dt
from typing import Any

from peewee import fn

from mori.core.compiled import COUNTED, Compiled, Counted
from mori.core.db import literals

from .models import Alert, Delivery
from .queries import not_about_those_excluding, today_anywhere
from .rules import OPEN


def _open_alerts(officer: Any, today: Any) -> Any:
    told = Delivery.select(Delivery.id).where(
        Delivery.alert == Alert.id, Delivery.officer == officer
    )
    return (
        Alert.select(Alert.id)
        .where(
            Alert.state.in_(literals(OPEN)),
            fn.EXISTS(told),
            *not_about_those_excluding(officer, today),
        )
        .limit(COUNTED + 1)
    )


_open = Compiled(Counted, _open_alerts)


def count_of_open_alerts(officer_id: int, at: dt.datetime) -> int:
    """How many of the alerts an officer was told of, and may see, wait for somebody's contact."""
    return len(_open(officer=officer_id, today=today_anywhere(at)))
