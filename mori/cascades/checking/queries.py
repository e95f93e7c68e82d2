"""Reports that wait for the office, and members whom a name may mean."""

from mori.core.db import literals
from mori.institutions.models import Region
from mori.network.models import Member

from ..models import Teaching
from ..rules import TeachingState

PAGE = 30
MOST_LIKE = 10


def reports_to_check(office_id: int, after: int | None = None) -> list[Teaching]:
    """Reports that were sent, the oldest first; one page and one more."""
    found = (
        Teaching.select(Teaching, Member, Region)
        .join(Member, on=Teaching.lead)
        .switch(Teaching)
        .join(Region)
        .where(
            Teaching.office == office_id,
            Teaching.state.in_(literals([TeachingState.SENT])),
            Teaching.merged_into.is_null(),
        )
        .order_by(Teaching.id)
        .limit(PAGE + 1)
    )
    return list(found.where(Teaching.id > after) if after else found)


def members_called(office_id: int, name_folded: str) -> list[Member]:
    """Members of an office whose name is this, or begins so."""
    found = Member.select(Member, Region).left_outer_join(Region)
    return list(
        found.where(
            Member.office == office_id,
            Member.name_folded >= name_folded,
            Member.name_folded < name_folded + "￿",
            Member.merged_into.is_null(),
        )
        .order_by(Member.name_folded, Member.id)
        .limit(MOST_LIKE)
    )
