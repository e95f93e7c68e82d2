"""Reports that wait for somebody of the office."""

import datetime as dt
from typing import Any

from mori.access.roles import Actor
from mori.core.compiled import COUNTED
from mori.core.counts.overview import MOST, found, number_of, one_row, value
from mori.core.db import literals
from mori.network.models import Member

from ..models import Teaching
from ..rules import TeachingState


def _sent(office: Any) -> Any:
    return Teaching.select().where(
        Teaching.office == office,
        Teaching.state.in_(literals([TeachingState.SENT])),
        Teaching.merged_into.is_null(),
    )


def reports(office: Any) -> Any:
    """Those that were sent and are not checked yet, the oldest first."""
    columns = found("teachings", key=Teaching.key, who=Member.name, day=Teaching.on)
    return (
        _sent(office)
        .select(*columns)
        .join(Member, on=Teaching.lead)
        .order_by(Teaching.id)
        .limit(MOST + 1)
    )


def waiting(actor: Actor, _at: dt.datetime) -> int:
    """How many wait in somebody's office, as far as a badge counts."""
    if actor.office_id is None:
        return 0
    return len(_sent(actor.office_id).select(Teaching.id).limit(COUNTED + 1))


def report_count(office: Any) -> Any:
    return one_row(value("teachings", number_of(_sent(office))))
