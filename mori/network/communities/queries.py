"""The list of an office's communities, and who and what is around each of them."""

import datetime as dt
from collections import Counter
from collections.abc import Collection
from typing import Any, NamedTuple

from mori.core.db import contains
from mori.core.texts.folding import folded
from mori.institutions.models import Region

from ..models import Community, CommunityRelation, Member, MemberTie
from ..queries import PAGE, ids_with
from ..rules import CommunityState, TieRole

Other = Community.alias("other")
SPEAKING = (  # who is asked first
    *(TieRole.CONTACT, TieRole.CHAIR, TieRole.SECRETARY),
    *(TieRole.ADVISER, TieRole.MEMBER),
)
MOST_COUNTED = 1_000
MOST = 200  # people or communities that a page lists


class Wanted(NamedTuple):
    """What a list is narrowed to; empty is everything."""

    search: str = ""
    type: str = ""
    region: str = ""  # its code
    state: CommunityState | None = None


def communities_of(
    office_id: int, wanted: Wanted, after: tuple[Any, ...] | None = None
) -> list[Community]:
    """An office's communities by name, one page and one more; ``after`` is (name, id)."""
    found = (
        Community.select(Community, Region)
        .left_outer_join(Region)
        .where(Community.office == office_id, Community.merged_into.is_null())
        .order_by(Community.name_folded, Community.id)
        .limit(PAGE + 1)
    )
    if wanted.search:
        found = found.where(contains(Community.name_folded, folded(wanted.search)))
    if wanted.type:
        found = found.where(Community.type == wanted.type)
    if wanted.region:
        found = found.where(Region.code == wanted.region)
    if wanted.state:
        found = found.where(Community.state == wanted.state)
    if after:
        name, last_id = after
        found = found.where(
            Community.name_folded >= name,  # where an index begins to read
            (Community.name_folded > name) | (Community.id > last_id),
        )
    return list(found)


def regions_in_use(office_id: int) -> list[Region]:
    """Where an office's communities are, by name."""
    used = Community.select(Community.region).where(
        Community.office == office_id, Community.region.is_null(False)
    )
    return list(Region.select().where(Region.id.in_(used)).order_by(Region.name_folded))


def counts_by_state(office_id: int) -> dict[CommunityState, int]:
    """How many of an office's communities are in each state."""
    rows = Community.select(Community.state).where(
        Community.office == office_id, Community.merged_into.is_null()
    )
    return Counter(row.state for row in rows.limit(MOST_COUNTED))


def members_counted(ids: Collection[int], today: dt.date) -> dict[int, int]:
    """How many people are in each of some communities now."""
    shown_as = ids_with(Community, ids)
    people: dict[int, set[int]] = {}
    for tie in _ties(shown_as, today):
        whose = tie.member.merged_into_id or tie.member_id
        people.setdefault(shown_as[tie.community_id], set()).add(whose)
    return {number: len(found) for number, found in people.items()}


def ties_to(community: Community, today: dt.date) -> list[Any]:
    """Who is in a community now, by name; each with the member they are shown as."""
    found: dict[int, Any] = {}
    for tie in _ties(ids_with(Community, [community.id]), today):
        standing = tie.member.merged_into if tie.member.merged_into_id else tie.member
        tie.shown_as = standing
        found.setdefault(standing.id, tie)
    return sorted(found.values(), key=lambda tie: (tie.shown_as.name_folded, tie.id))[:MOST]


Become = Member.alias("become")


def _ties(ids: Collection[int], today: dt.date) -> Any:
    return (
        MemberTie.select(MemberTie, Member, Become)
        .join(Member)
        .left_outer_join(Become, on=(Member.merged_into == Become.id), attr="merged_into")
        .where(
            MemberTie.community.in_(list(ids)),
            MemberTie.until_on.is_null() | (MemberTie.until_on >= today),
        )
        .order_by(MemberTie.id)
    )


def contacts_of(community_ids: Collection[int], today: dt.date) -> dict[int, list[Member]]:
    """Who speaks for each of some communities now, the contact person first."""
    shown_as = ids_with(Community, community_ids)
    found: dict[int, dict[int, Member]] = {number: {} for number in community_ids}
    for tie in sorted(_ties(shown_as, today), key=lambda tie: (SPEAKING.index(tie.role), tie.id)):
        standing = tie.member.merged_into if tie.member.merged_into_id else tie.member
        found[shown_as[tie.community_id]].setdefault(standing.id, standing)
    return {number: list(people.values()) for number, people in found.items()}


def relations_of(community: Community) -> list[CommunityRelation]:
    """How a community stands to others, and they to it, the latest first."""
    ids = list(ids_with(Community, [community.id]))
    return list(
        CommunityRelation.select(CommunityRelation, Community, Other)
        .join(Community, on=CommunityRelation.one)
        .switch(CommunityRelation)
        .join(Other, on=(CommunityRelation.other == Other.id), attr="other")
        .where(CommunityRelation.one.in_(ids) | CommunityRelation.other.in_(ids))
        .order_by(CommunityRelation.from_on.desc(), CommunityRelation.id.desc())
        .limit(MOST)
    )


def relation_by_key(key: str) -> CommunityRelation | None:
    """A relation with the first of its communities, whose office it is."""
    return (
        CommunityRelation.select(CommunityRelation, Community)
        .join(Community, on=CommunityRelation.one)
        .where(CommunityRelation.key == key)
        .get_or_none()
    )


def relation_by_token(token: str) -> CommunityRelation | None:
    return CommunityRelation.get_or_none(CommunityRelation.token == token)


def others_of(office_id: int, other_than: int = 0) -> list[Community]:
    """An office's other communities, to choose one of them."""
    return list(
        Community.select()
        .where(
            Community.office == office_id,
            Community.merged_into.is_null(),
            Community.id != other_than,
        )
        .order_by(Community.name_folded, Community.id)
        .limit(MOST)
    )
