"""What became of two rows that are one."""

import datetime as dt
from typing import Any

from mori.accounts.models import Person
from mori.core.db import contains
from mori.core.texts.folding import folded

from ..models import (
    Community,
    CommunityMerge,
    Member,
    MemberConsent,
    MemberEvent,
    MemberMerge,
)
from ..rules import Purpose

FEW = 10
GoneMember = Member.alias("gone_member")
GoneCommunity = Community.alias("gone_community")


def merges_into(row: Any) -> list[Any]:
    """Those not undone, the latest first, each with what was merged and by whom."""
    merges, gone = (
        (MemberMerge, GoneMember) if isinstance(row, Member) else (CommunityMerge, GoneCommunity)
    )
    model: Any = merges
    return list(
        model.select(model, gone, Person)
        .join(gone, on=(model.merged == gone.id), attr="merged")
        .switch(model)
        .join(Person, on=model.actor)
        .where(model.kept == row.id, model.undone_at.is_null())
        .order_by(model.id.desc())
    )


def member_merge_by_key(key: str) -> MemberMerge | None:
    return MemberMerge.get_or_none(MemberMerge.key == key)


def community_merge_by_key(key: str) -> CommunityMerge | None:
    return CommunityMerge.get_or_none(CommunityMerge.key == key)


def carried_by(row: Any) -> list[int]:
    """Ids of those that were merged into it."""
    model: Any = type(row)
    found = model.select(model.id).where(model.merged_into == row.id).order_by(model.id)
    return [each.id for each in found]


def is_merged_into(row: Any, key: str) -> bool:
    """Whether the one of a key was merged into this one already."""
    model: Any = type(row)
    return bool(model.select().where(model.key == key, model.merged_into == row.id).exists())


def alike(row: Any, search: str) -> list[Any]:
    """Others of the office with a name that holds what is looked for, or the first word of its own;
    of members those with the same number or address as well.
    """
    model: Any = type(row)
    asked = folded(search) if search else row.name_folded.split(" ")[0]
    is_near = contains(model.name_folded, asked)
    if not search and isinstance(row, Member):
        is_near |= (Member.phone != "") & (Member.phone == row.phone)
        is_near |= (Member.mail != "") & (Member.mail == row.mail)
    found = model.select().where(
        model.office == row.office_id,
        model.merged_into.is_null(),
        model.id != row.id,
        is_near,
    )
    return list(found.order_by(model.name_folded, model.id).limit(FEW))


def taken_back_since(member: Member, at: dt.datetime) -> list[Purpose]:
    """What somebody agreed to no more, from a moment on."""
    rows = MemberConsent.select().where(
        MemberConsent.member == member.id, MemberConsent.withdrawn_at >= at
    )
    return [row.to for row in rows]


def has_stopped_since(member: Member, at: dt.datetime) -> bool:
    """Whether somebody stopped everything, from a moment on."""
    stopped = MemberEvent.member == member.id, MemberEvent.verb == "stop", MemberEvent.at >= at
    return MemberEvent.select().where(*stopped).exists()
