"""Making, changing, publishing, checking and withdrawing what a campaign spreads."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile, lock

from .. import queries
from ..models import Campaign, CampaignEvent, Material, MaterialEvent
from ..rules import (
    MATERIAL_MOVES,
    MOST_KIT_BYTES,
    MOST_MATERIALS,
    MaterialKind,
    MaterialState,
    is_stale,
    named_in,
)
from ..shares.operations import share_link_for


class Aim(NamedTuple):
    """What a campaign is about, and when."""

    title: str
    theme: str
    from_on: dt.date
    until_on: dt.date | None


class Words(NamedTuple):
    """What a material says."""

    title: str
    body: str
    for_whatsapp: str
    for_instagram: str
    for_x: str
    alt: str
    language: str
    chapter: str
    facts_checked_on: dt.date | None
    facts_until: dt.date | None


@writing()
def make_campaign(office_id: int, aim: Aim, token: str, actor_id: int, at: dt.datetime) -> Campaign:
    """Begin a campaign; the same form twice is one."""
    if there := queries.campaign_by_token(token):
        return there
    made = Campaign.create(office=office_id, token=token, made_at=at, **aim._asdict())
    CampaignEvent.create(campaign=made, verb="make", actor=actor_id, at=at)
    return made


@writing()
def change_campaign(
    campaign: Campaign, aim: Aim, seen: int, actor_id: int, at: dt.datetime
) -> None:
    """Say it otherwise, if it still is as it was ``seen``."""
    said = {**aim._asdict(), "revision": Campaign.revision + 1}
    found = Campaign.update(said).where(Campaign.id == campaign.id, Campaign.revision == seen)
    if not found.execute():
        raise changed_meanwhile()
    CampaignEvent.create(campaign=campaign, verb="change", actor=actor_id, at=at)


@writing()
def make_material(
    office_id: int,
    campaign: Campaign | None,
    kind: MaterialKind,
    words: Words,
    token: str,
    actor_id: int,
    at: dt.datetime,
) -> Material:
    """Keep a draft; the same form twice is one."""
    if there := queries.material_by_token(token):
        return there
    if campaign:
        lock(campaign)
        if len(queries.materials_in(campaign.id)) >= MOST_MATERIALS:
            raise Refused(
                _("A campaign holds %(n)d materials at most. Begin another one.", n=MOST_MATERIALS)
            )
    made = Material.create(
        office=office_id,
        campaign=campaign.id if campaign else None,
        kind=kind,
        token=token,
        made_at=at,
        **words._asdict(),
    )
    MaterialEvent.create(material=made, verb="make", actor=actor_id, at=at)
    return made


def change_material(
    material: Material, words: Words, seen: int, actor_id: int, at: dt.datetime
) -> None:
    """Say it otherwise. It is a draft then: nothing is public that nobody has looked at so."""
    if material.version != seen:
        raise changed_meanwhile()
    said = {**words._asdict(), "version": Material.version + 1}
    advance(material, MATERIAL_MOVES, "change", actor_id, at, same=("version",), **said)


def texts_of(material: Material) -> Sequence[str]:
    """All its words that anybody may read."""
    captions = material.for_whatsapp, material.for_instagram, material.for_x
    return (material.title, material.body, material.alt, *captions)


@writing()
def publish_material(
    material: Material, today: dt.date, actor_id: int, at: dt.datetime, *, is_looked_at: bool
) -> None:
    """Let anybody have it, from its kit and by its short address."""
    if material.campaign:
        lock(material.campaign)
    _require_whole(material)
    if is_stale(MaterialState.PUBLISHED, material.facts_until, today):
        raise Refused(_("Its facts were verified for days that are over. Change them first."))
    if named_in(texts_of(material)) and not is_looked_at:
        raise Refused(
            _(
                "It looks as if somebody was named. Take the name out, or tick that it is no "
                "officer's."
            )
        )
    _require_room(material, material.bytes)
    advance(material, MATERIAL_MOVES, "publish", actor_id, at, same=("version",))
    share_link_for(material, at)


def _require_whole(material: Material) -> None:
    if material.kind.has_file and not material.file:
        raise Refused(_("Add its file first, then publish."))


def _require_room(material: Material, size: int) -> None:
    if not material.campaign_id:
        return
    there = queries.published_bytes(material.campaign_id, but=material.id)
    if there + size > MOST_KIT_BYTES:
        over = (there + size - MOST_KIT_BYTES + 999) // 1000
        raise Refused(
            _(
                "The kit would be %(n)d kB heavier than the 300 kB it may have. Make the file "
                "smaller, or withdraw another one.",
                n=over,
            )
        )


def withdraw_material(material: Material, actor_id: int, at: dt.datetime) -> None:
    """Let nobody have it any more."""
    advance(material, MATERIAL_MOVES, "withdraw", actor_id, at)


@writing()
def verify_facts(
    material: Material, today: dt.date, until: dt.date, actor_id: int, at: dt.datetime
) -> None:
    """Note that its facts were looked at today and hold until then: it is back by itself."""
    if until < today:
        raise Refused(_("Choose a day that is still to come, until which its facts hold."))
    as_read = [Material.id == material.id, Material.version == material.version]
    said = {"facts_checked_on": today, "facts_until": until, "version": Material.version + 1}
    if not Material.update(said).where(*as_read).execute():
        raise changed_meanwhile()
    MaterialEvent.create(
        material=material, verb="verify", actor=actor_id, at=at, note=until.isoformat()
    )
