"""Keeping an office's communities: adding and changing them, and how they stand to each other."""

import datetime as dt
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile
from mori.core.texts.folding import folded

from .. import queries
from ..models import Community, CommunityRelation
from ..operations import hold_community, record_community
from ..rules import COMMUNITY_MOVES, NAME_MOST, CommunityState, RelationKind
from .queries import relation_by_token


class Facts(NamedTuple):
    """What an office says of a community."""

    name: str
    type: str
    region_id: int | None
    institution_id: int | None
    about: str


class Related(NamedTuple):
    """How a community stands to another, and since when."""

    kind: RelationKind
    other: Community
    from_on: dt.date


@writing()
def add_community(
    office_id: int,
    facts: Facts,
    state: CommunityState,
    token: str,
    actor_id: int,
    at: dt.datetime,
) -> Community:
    """Keep a community; the same form again makes no second one."""
    if known := queries.community_by_token(token):
        return known
    made = Community.create(
        office=office_id, state=state, token=token, made_at=at, **_columns(facts)
    )
    record_community(made.id, "add", actor_id, at)
    return made


@writing()
def change_community(
    community: Community, facts: Facts, seen: int, actor_id: int, at: dt.datetime
) -> None:
    """Put right what is known of a community; ``seen`` is the revision that the form showed."""
    held = hold_community(community)
    if held.revision != seen or held.id != community.id:
        raise changed_meanwhile()
    write_facts(held.id, facts)
    record_community(held.id, "change", actor_id, at)


def write_facts(community_id: int, facts: Facts) -> None:
    """Give a community these facts, its name also as it is sorted."""
    Community.update({**_columns(facts), "revision": Community.revision + 1}).where(
        Community.id == community_id
    ).execute()


def _columns(facts: Facts) -> dict[str, object]:
    return {
        "name": facts.name,
        "name_folded": folded(facts.name)[:NAME_MOST],
        "type": facts.type,
        "region": facts.region_id,
        "institution": facts.institution_id,
        "about": facts.about,
    }


@writing()
def move_community(community: Community, verb: str, actor_id: int, at: dt.datetime) -> None:
    """Let a community join, rest, go on or leave."""
    revision = Community.revision + 1
    advance(community, COMMUNITY_MOVES, verb, actor_id, at, revision=revision)


@writing()
def relate(
    community: Community, related: Related, token: str, actor_id: int, at: dt.datetime
) -> None:
    """Keep how a community stands to another; the same form again changes nothing."""
    if relation_by_token(token):
        return
    if related.other.id == community.id:
        raise Refused(_("Choose another community than this one."))
    _made, is_new = CommunityRelation.get_or_create(
        one=community.id,
        other=related.other.id,
        kind=related.kind,
        from_on=related.from_on,
        defaults={"token": token},
    )
    if is_new:
        record_community(community.id, "relate", actor_id, at, related.other.name)


@writing()
def end_relation(
    relation: CommunityRelation, today: dt.date, actor_id: int, at: dt.datetime
) -> None:
    """It is so no more from today on; the same again changes nothing."""
    until = max(today, relation.from_on)
    ended = CommunityRelation.update(until_on=until).where(
        CommunityRelation.id == relation.id, CommunityRelation.until_on.is_null()
    )
    if ended.execute():
        record_community(relation.one_id, "unrelate", actor_id, at)
