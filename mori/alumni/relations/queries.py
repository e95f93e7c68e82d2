"""How alumni know each other, what they offer, and what they do together."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from peewee import fn

from mori.alumni.finding.queries import people_found, tallies, words_near
from mori.alumni.finding.rules import FacetKind, Term
from mori.alumni.likeness.rules import name_words
from mori.offices.models import Office

from ..models import Alumnus, Engagement
from ..queries import ids_with, records_of
from ..rules import Record
from .models import AlumniSetting, Introduction, NetworkActivity, Offer, Participation
from .rules import NETWORK_NAME

PAGE = 30
CALLED = 12  # alumni offered to choose from
WORDS = 6  # of a name that are looked for

Introducer = Alumnus.alias("introducer")


def network_name(office_id: int) -> str:
    """What an office calls its network of alumni."""
    found = AlumniSetting.get_or_none(AlumniSetting.office == office_id)
    return (found and found.network_name) or NETWORK_NAME


def engagement_by_key(key: str) -> Engagement | None:
    """Where somebody is or was, with whose it is."""
    return (
        Engagement.select(Engagement, Alumnus, Office)
        .join(Alumnus)
        .join(Office)
        .where(Engagement.key == key)
        .get_or_none()
    )


def engagement_by_token(token: str) -> Engagement | None:
    return Engagement.get_or_none(Engagement.token == token)


def engagements_of(alumnus_ids: Collection[int]) -> list[Engagement]:
    """Where they are, then where they were, each the latest first."""
    rows = Engagement.select().where(Engagement.alumnus.in_(list(alumnus_ids)))
    return sorted(rows, key=lambda row: (not row.until, row.until or row.since), reverse=True)


def offer_by_key(key: str) -> Offer | None:
    return (
        Offer.select(Offer, Alumnus, Office)
        .join(Alumnus)
        .join(Office)
        .where(Offer.key == key)
        .get_or_none()
    )


def offer_by_token(token: str) -> Offer | None:
    return Offer.get_or_none(Offer.token == token)


def offers_of(alumnus_ids: Collection[int]) -> list[Offer]:
    """What they offer, and what they once did, the latest first."""
    rows = Offer.select().where(Offer.alumnus.in_(list(alumnus_ids)))
    return list(rows.order_by(Offer.id.desc()))


def standing_offers(office_id: int, kind: str, after: int | None = None) -> list[Offer]:
    """What alumni of an office offer of a kind, the latest first, a page and one more."""
    found = Offer.select().where(
        Offer.office == office_id, Offer.kind == kind, Offer.ended_at.is_null()
    )
    if after is not None:
        found = found.where(Offer.id < after)
    return list(found.order_by(Offer.id.desc()).limit(PAGE + 1))


def introduction_by_key(key: str) -> Introduction | None:
    return (
        Introduction.select(Introduction, Alumnus, Office)
        .join(Alumnus, on=(Introduction.alumnus == Alumnus.id))
        .join(Office)
        .where(Introduction.key == key)
        .get_or_none()
    )


def introductions_of(alumnus_ids: Collection[int]) -> list[Introduction]:
    """Both by whom these were introduced, and whom they introduced."""
    ids = list(alumnus_ids)
    rows = Introduction.select().where(
        Introduction.alumnus.in_(ids) | Introduction.introducer.in_(ids)
    )
    return list(rows.order_by(Introduction.id))


def names_of(alumnus_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Key and name of alumni as they are shown now, by the id that points to them."""
    wanted = set(alumnus_ids)
    if not wanted:
        return {}
    rows: Any = (
        Alumnus.select(Alumnus.id, Alumnus.key, Alumnus.name, Introducer.key, Introducer.name)
        .left_outer_join(Introducer, on=(Alumnus.merged_into == Introducer.id))
        .where(Alumnus.id.in_(list(wanted)))
    )
    return {
        number: (head_key or key, head_name or name)
        for number, key, name, head_key, head_name in rows.tuples()
    }


def alumni_called(office_id: int, text: str, other_than: int = 0) -> list[Record]:
    """An office's alumni with such a name, also after a slip, in the order of their names."""
    near = [words_near(office_id, word, shown=False) for word in name_words(text)[:WORDS]]
    if not near or not all(near):
        return []
    terms = [Term(FacetKind.WORD, tuple(words)) for words in near]
    counted = tallies(office_id, terms, shown=False)
    found = people_found(office_id, terms, counted, shown=False, limit=CALLED)
    ids = [number for _name, number in found if number != other_than]
    return records_of(ids) if ids else []


def activity_by_key(key: str) -> NetworkActivity | None:
    return NetworkActivity.get_or_none(NetworkActivity.key == key)


def activity_by_token(token: str) -> NetworkActivity | None:
    return NetworkActivity.get_or_none(NetworkActivity.token == token)


def activities_of(
    office_id: int, after: tuple[dt.date, int] | None = None
) -> list[NetworkActivity]:
    """What the network did, the latest first, a page and one more; ``after`` is (day, id)."""
    row: Any = NetworkActivity
    found = row.select().where(row.office == office_id)
    if after:
        day, last_id = after
        found = found.where(row.held_on <= day, (row.held_on < day) | (row.id < last_id))
    return list(found.order_by(row.held_on.desc(), row.id.desc()).limit(PAGE + 1))


def counts_of(activity_ids: Collection[int]) -> dict[int, int]:
    """How many took part in each of these activities."""
    if not activity_ids:
        return {}
    rows: Any = (
        Participation.select(Participation.activity, fn.COUNT(Participation.id))
        .where(Participation.activity.in_(list(activity_ids)))
        .group_by(Participation.activity)
    )
    return dict(rows.tuples())


def participations_in(activity: NetworkActivity) -> list[Participation]:
    rows = Participation.select().where(Participation.activity == activity.id)
    return list(rows.order_by(Participation.id))


def participation_by_key(key: str) -> Participation | None:
    return (
        Participation.select(Participation, NetworkActivity)
        .join(NetworkActivity)
        .where(Participation.key == key)
        .get_or_none()
    )


def takes_part(activity: NetworkActivity, alumnus_ids: Collection[int]) -> bool:
    """Whether somebody, by any of the rows they have, took part."""
    found = Participation.select(Participation.id).where(
        Participation.activity == activity.id, Participation.alumnus.in_(list(alumnus_ids))
    )
    return bool(found.exists())


def participations_of(alumnus_ids: Collection[int]) -> list[NetworkActivity]:
    """What they took part in, the latest first; of two rows merged into one, each once."""
    rows = (
        NetworkActivity.select(NetworkActivity)
        .join(Participation)
        .where(Participation.alumnus.in_(list(alumnus_ids)))
        .distinct()
    )
    return list(rows.order_by(NetworkActivity.held_on.desc(), NetworkActivity.id.desc()))


def by_head(rows: Iterable[Any], heads: Collection[int]) -> dict[int, list[Any]]:
    """Rows by the id their alumnus is shown as."""
    shown_as = ids_with(heads)
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[shown_as.get(row.alumnus_id, row.alumnus_id)].append(row)
    return found
