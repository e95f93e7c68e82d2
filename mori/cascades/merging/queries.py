"""Reports that may be of one teaching, and those that were merged."""

from mori.institutions.models import Region
from mori.network.models import Member
from mori.offices.models import Office

from ..models import Teaching, TeachingMerge
from ..queries import people_of
from ..rules import COUNTED

MOST = 5


def likely_doubles(teaching: Teaching) -> list[Teaching]:
    """Other reports from the same training, of the same day and region; of the same lead first."""
    found = (
        Teaching.select(Teaching, Member, Region)
        .join(Member, on=Teaching.lead)
        .switch(Teaching)
        .join(Region)
        .where(
            Teaching.training == teaching.training_id,
            Teaching.on == teaching.on,
            Teaching.region == teaching.region_id,
            Teaching.id != teaching.id,
            Teaching.merged_into.is_null(),
            Teaching.state.in_(list(COUNTED)),
        )
        .order_by(Teaching.id)
        .limit(MOST)
    )
    same = people_of(teaching.lead_id)
    return sorted(found, key=lambda each: (each.lead_id not in same, each.id))


def last_merge_into(teaching_id: int) -> TeachingMerge | None:
    """The last report that became a teaching, and still is it."""
    found = TeachingMerge.select().where(
        TeachingMerge.kept == teaching_id, TeachingMerge.undone_at.is_null()
    )
    last: TeachingMerge | None = found.order_by(TeachingMerge.id.desc()).first()
    return last


def teaching_merge_by_key(key: str) -> TeachingMerge | None:
    """A merge with its office, and both reports."""
    return (
        TeachingMerge.select(TeachingMerge, Office, Teaching)
        .join(Office)
        .switch(TeachingMerge)
        .join(Teaching, on=TeachingMerge.kept)
        .where(TeachingMerge.key == key)
        .get_or_none()
    )
