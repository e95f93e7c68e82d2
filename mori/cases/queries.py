"""The cases that go on: of everybody, or of one officer."""

import datetime as dt
from typing import Any

from peewee import ModelSelect

from mori.core.clock import local_date
from mori.core.db import literals
from mori.offices.models import Office
from mori.safeguarding.alerts.board_queries import readable_by
from mori.safeguarding.alerts.models import Alert, Delivery
from mori.safeguarding.alerts.rules import FOLLOWED, AlertKind
from mori.safeguarding.duty.queries import COUNTRY
from mori.safeguarding.routing.rules import today_anywhere


def cases_in_care() -> list[Alert]:
    """Calls whose person was reached and whose case is not over, each with its office."""
    return list(_in_care().order_by(Alert.id))


def cases_of(officer_id: int, at: dt.datetime) -> list[Alert]:
    """Those of them that an officer was told of, and may read now."""
    return list(_in_care().where(*read_by(officer_id, at)).order_by(Alert.id))


def read_by(officer_id: int, at: dt.datetime) -> list[Any]:
    """Of each alert asked for, that an officer was told of it, and may read it now."""
    told = Delivery.select(Delivery.alert).where(Delivery.officer == officer_id).distinct()
    return [Alert.id.in_(told), *readable_by(officer_id, today_anywhere(at))]


def _in_care() -> "ModelSelect[Alert]":
    real = Alert.kind == AlertKind.REAL, Alert.state.in_(literals(FOLLOWED))
    return Alert.select(Alert, Office).left_outer_join(Office).where(*real)


def zone_of(alert: Alert) -> str:
    """By whose clock the days of a case are counted."""
    return str(alert.office.zone) if alert.office else COUNTRY


def today_of(alert: Alert, at: dt.datetime) -> dt.date:
    return local_date(at, zone_of(alert))
