"""Reports that wait for somebody of the office."""

from typing import Any

from mori.core.counts.overview import MOST, found
from mori.core.db import literals
from mori.network.models import Member

from ..models import Teaching
from ..rules import TeachingState


def reports(office: Any) -> Any:
    """Those that were sent and are not checked yet, the oldest first."""
    columns = found("teachings", key=Teaching.key, who=Member.name, day=Teaching.on)
    return (
        Teaching.select(*columns)
        .join(Member, on=Teaching.lead)
        .where(
            Teaching.office == office,
            Teaching.state.in_(literals([TeachingState.SENT])),
            Teaching.merged_into.is_null(),
        )
        .order_by(Teaching.id)
        .limit(MOST + 1)
    )
