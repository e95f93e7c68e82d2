"""Short addresses and how often they were opened."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from peewee import fn

from mori.network.models import Community, Member
from mori.offices.models import Office

from ..models import Campaign, Material, ShareDay, ShareLink

PAGE = 60


def _whole() -> Any:
    return (
        ShareLink.select(ShareLink, Material, Office, Campaign, Community, Member)
        .join(Material)
        .join(Office)
        .switch(Material)
        .left_outer_join(Campaign)
        .switch(ShareLink)
        .left_outer_join(Community)
        .switch(ShareLink)
        .left_outer_join(Member)
    )


def share_link(key8: str) -> ShareLink | None:
    found: ShareLink | None = _whole().where(ShareLink.key8 == key8).get_or_none()
    return found


def link_of(
    material_id: int, community_id: int | None = None, member_id: int | None = None
) -> ShareLink | None:
    """The address by which a community or a member spreads something; else everybody's."""
    whose = [
        ShareLink.community == community_id if community_id else ShareLink.community.is_null(),
        ShareLink.member == member_id if member_id else ShareLink.member.is_null(),
    ]
    found = ShareLink.select().where(ShareLink.material == material_id, *whose)
    first: ShareLink | None = found.order_by(ShareLink.id).first()
    return first


def everybodys_links(material_ids: Collection[int]) -> dict[int, ShareLink]:
    """By material, the address that its kit shows."""
    found = ShareLink.select().where(
        ShareLink.material.in_(list(material_ids)),
        ShareLink.community.is_null(),
        ShareLink.member.is_null(),
    )
    return {row.material_id: row for row in found.order_by(ShareLink.id.desc())}


def links_of(material_id: int) -> list[ShareLink]:
    """A material's addresses, and whose they are."""
    found = _whole().where(ShareLink.material == material_id).order_by(ShareLink.id)
    return list(found.limit(PAGE))


def opened_by_link(link_ids: Collection[int]) -> dict[int, int]:
    """By address, how often it was opened in all."""
    found: Any = (
        ShareDay.select(ShareDay.link, fn.SUM(ShareDay.opened).alias("n"))
        .where(ShareDay.link.in_(list(link_ids)))
        .group_by(ShareDay.link)
    )
    return {number: int(n) for number, n in found.tuples()}


def opened_by_material(material_ids: Collection[int]) -> dict[int, int]:
    """By material, how often its addresses were opened in all."""
    found: Any = (
        ShareLink.select(ShareLink.material, fn.SUM(ShareDay.opened).alias("n"))
        .join(ShareDay)
        .where(ShareLink.material.in_(list(material_ids)))
        .group_by(ShareLink.material)
    )
    return {number: int(n) for number, n in found.tuples()}


def days_opened(material_id: int, since: dt.date) -> list[tuple[dt.date, int]]:
    """Day by day, how often something was opened, the latest first."""
    found: Any = (
        ShareDay.select(ShareDay.day, fn.SUM(ShareDay.opened).alias("n"))
        .join(ShareLink)
        .where(ShareLink.material == material_id, ShareDay.day >= since)
        .group_by(ShareDay.day)
        .order_by(ShareDay.day.desc())
    )
    return [(day, int(n)) for day, n in found.tuples()]
