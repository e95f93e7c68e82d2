"""Short addresses: made once for each who spreads something, counted when they are opened."""

import datetime as dt
import secrets

from mori.core.db import KEY_ALPHABET, writing
from mori.core.states import lock

from ..models import Material, ShareDay, ShareLink
from . import queries

KEY = 8


@writing()
def share_link_for(
    material: Material,
    at: dt.datetime,
    *,
    community_id: int | None = None,
    member_id: int | None = None,
) -> ShareLink:
    """The address by which somebody spreads a material; there is one for each of them."""
    lock(material)
    there = queries.link_of(material.id, community_id, member_id)
    return there or ShareLink.create(
        key8="".join(secrets.choice(KEY_ALPHABET) for _ in range(KEY)),
        material=material.id,
        community=community_id,
        member=member_id,
        made_at=at,
    )


@writing()
def count_opening(link: ShareLink, day: dt.date) -> None:
    """One more opening of that day; who it was is not known here and stands nowhere."""
    ShareDay.insert(link=link.id, day=day, opened=1).on_conflict(
        conflict_target=[ShareDay.link, ShareDay.day],
        update={ShareDay.opened: ShareDay.opened + 1},
    ).execute()
