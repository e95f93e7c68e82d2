"""Campaigns and their materials: an office's lists, and one of them."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from peewee import fn

from mori.accounts.models import Person
from mori.core.db import literals
from mori.offices.models import Office

from .models import Campaign, CampaignEvent, Material, MaterialEvent
from .rules import MaterialState

PAGE = 30


def _campaigns() -> Any:
    return Campaign.select(Campaign, Office).join(Office)


def campaign_by_key(key: str) -> Campaign | None:
    """A campaign with its office."""
    found: Campaign | None = _campaigns().where(Campaign.key == key).get_or_none()
    return found


def campaign_by_token(token: str) -> Campaign | None:
    return Campaign.get_or_none(Campaign.token == token)


def campaigns_of(office_id: int, before: int | None = None) -> list[Campaign]:
    """An office's, the latest first, one page and one more; ``before`` is an id."""
    found = _campaigns().where(Campaign.office == office_id).order_by(Campaign.id.desc())
    return list((found.where(Campaign.id < before) if before else found).limit(PAGE + 1))


def campaigns_running(office_id: int, day: dt.date) -> list[Campaign]:
    """What an office spreads on a day, the latest first."""
    goes_on = Campaign.until_on.is_null() | (Campaign.until_on >= day)
    found = _campaigns().where(Campaign.office == office_id, Campaign.from_on <= day, goes_on)
    return list(found.order_by(Campaign.id.desc()).limit(PAGE))


def campaign_events(campaign_id: int) -> list[CampaignEvent]:
    return list(
        CampaignEvent.select(CampaignEvent, Person)
        .left_outer_join(Person)
        .where(CampaignEvent.campaign == campaign_id)
        .order_by(CampaignEvent.id)
    )


def whole_materials() -> Any:
    """Materials with their office, and their campaign, which says whether it runs."""
    joined = Material.select(Material, Office, Campaign).join(Office).switch(Material)
    return joined.left_outer_join(Campaign)


def material_by_key(key: str) -> Material | None:
    found: Material | None = whole_materials().where(Material.key == key).get_or_none()
    return found


def material_by_token(token: str) -> Material | None:
    return Material.get_or_none(Material.token == token)


def materials_in(campaign_id: int) -> list[Material]:
    """All of a campaign, whatever their states; they are few."""
    return list(whole_materials().where(Material.campaign == campaign_id).order_by(Material.id))


def loose_materials(office_id: int, before: int | None = None) -> list[Material]:
    """Those of no campaign, the latest first, one page and one more."""
    found = whole_materials().where(Material.office == office_id, Material.campaign.is_null())
    found = found.order_by(Material.id.desc())
    return list((found.where(Material.id < before) if before else found).limit(PAGE + 1))


def published_bytes(campaign_id: int, but: int = 0) -> int:
    """How heavy a kit is with all that was published, be its facts out of date or not."""
    states = literals([MaterialState.PUBLISHED])
    heavy = Material.select(fn.SUM(Material.bytes)).where(
        Material.campaign == campaign_id, Material.state.in_(states), Material.id != but
    )
    return int(heavy.scalar() or 0)


def counts_of(campaign_ids: Collection[int]) -> dict[int, int]:
    """By campaign, how many materials it has."""
    found: Any = (
        Material.select(Material.campaign, fn.COUNT(Material.id).alias("n"))
        .where(Material.campaign.in_(list(campaign_ids)))
        .group_by(Material.campaign)
    )
    return dict(found.tuples())


def stale_rows(office: Any, today: Any) -> Any:
    """What is published and says what nobody has verified for today: ``is_stale`` of many."""
    return Material.select().where(
        Material.office == office,
        Material.state.in_(literals([MaterialState.PUBLISHED])),
        Material.facts_until < today,
    )


def stale_materials(
    office_id: int, day: dt.date, after: tuple[dt.date, int] | None = None
) -> list[Material]:
    """Those out of date the longest first, one page and one more."""
    found = (
        stale_rows(office_id, day)
        .select(Material, Campaign)
        .left_outer_join(Campaign)
        .order_by(Material.facts_until, Material.id)
        .limit(PAGE + 1)
    )
    if after:
        until, number = after
        same = (Material.facts_until == until) & (Material.id > number)
        found = found.where((Material.facts_until > until) | same)
    return list(found)


def material_events(material_id: int) -> list[MaterialEvent]:
    return list(
        MaterialEvent.select(MaterialEvent, Person)
        .left_outer_join(Person)
        .where(MaterialEvent.material == material_id)
        .order_by(MaterialEvent.id)
    )
