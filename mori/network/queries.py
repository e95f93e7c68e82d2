"""Communities and members as an office knows them. Those merged into one are shown as that one."""

from collections.abc import Collection
from typing import Any

from peewee import fn

from mori.accounts.models import Person
from mori.core.db import literals
from mori.institutions.models import Institution, Region
from mori.links.models import SignedLink
from mori.offices.models import Office

from .models import (
    Community,
    CommunityEvent,
    Member,
    MemberActivity,
    MemberConsent,
    MemberEvent,
    MemberTerm,
    NetworkSetting,
)
from .rules import ActivityKind, MemberState, Purpose

PAGE = 30
MOST_EVENTS = 50


def agreeing(purpose: Purpose) -> tuple[Any, ...]:
    """The clauses for members who agree to something now: for each list, table and invitation.

    Asked of the rows themselves each time, so that what is taken back holds at once everywhere.
    """
    agreed = MemberConsent.select(MemberConsent.id).where(
        MemberConsent.member == Member.id,
        MemberConsent.to.in_(literals([purpose])),
        MemberConsent.withdrawn_at.is_null(),
    )
    return (
        Member.merged_into.is_null(),
        Member.state.not_in(literals([MemberState.STOPPED])),
        fn.EXISTS(agreed),
    )


def may_be(member: Member, purpose: Purpose) -> bool:
    """The same of one of them."""
    return bool(agreeing_to(purpose, [member.id]))


def agreeing_to(purpose: Purpose, member_ids: Collection[int]) -> set[int]:
    """The same of some: ids of those who agree now."""
    rows = Member.select(Member.id).where(Member.id.in_(list(member_ids)), *agreeing(purpose))
    return {row.id for row in rows}


def setting_of(office_id: int) -> NetworkSetting:
    """What an office says of its network; a row that is not stored yet where it said nothing."""
    found = NetworkSetting.get_or_none(NetworkSetting.office == office_id)
    return found or NetworkSetting(office=office_id)


def community_by_key(key: str) -> Community | None:
    """A community that was not merged into another, with its office, place and institution."""
    return (
        Community.select(Community, Office, Region, Institution)
        .join(Office)
        .switch(Community)
        .left_outer_join(Region)
        .switch(Community)
        .left_outer_join(Institution)
        .where(Community.key == key, Community.merged_into.is_null())
        .get_or_none()
    )


def community_by_id(number: int) -> Community:
    return Community.get_by_id(number)


def community_by_token(token: str) -> Community | None:
    return Community.get_or_none(Community.token == token)


def member_by_key(key: str) -> Member | None:
    """A member who was not merged into another, with their office and place."""
    found: Member | None = (
        _members().where(Member.key == key, Member.merged_into.is_null()).get_or_none()
    )
    return found


def standing_member(key: str) -> Member | None:
    """The same by any key they ever had: a link given before a merge opens what they became."""
    found = Member.get_or_none(Member.key == key)
    return member_by_id(found.merged_into_id or found.id) if found else None


def member_by_id(number: int) -> Member:
    found: Member = _members().where(Member.id == number).get()
    return found


def member_of_link(link: SignedLink) -> Member | None:
    """Whom a link was made for, of the office that gave it."""
    found = standing_member(link.about_key)
    return found if found and found.office_id == link.office_id else None


def members_by_ids(ids: Collection[int]) -> dict[int, Member]:
    """Some members by the ids asked for, each as they are shown."""
    if not ids:
        return {}
    shown_as = {
        row.id: row.merged_into_id or row.id
        for row in Member.select(Member.id, Member.merged_into).where(Member.id.in_(list(ids)))
    }
    rows = {row.id: row for row in _members().where(Member.id.in_([*shown_as.values()]))}
    return {number: rows[main] for number, main in shown_as.items()}


def member_by_token(token: str) -> Member | None:
    return Member.get_or_none(Member.token == token)


def _members() -> Any:
    return Member.select(Member, Office, Region).join(Office).switch(Member).left_outer_join(Region)


def ids_with(model: type[Member] | type[Community], ids: Collection[int]) -> dict[int, int]:
    """Their own ids and those of what was merged into them → the id they are shown as."""
    rows = model.select(model.id, model.merged_into).where(
        model.id.in_(list(ids)) | model.merged_into.in_(list(ids))
    )
    return {row.id: row.merged_into_id or row.id for row in rows}


def keys_with(member: Member) -> list[str]:
    """Their key, and those of the members merged into them."""
    ids = list(ids_with(Member, [member.id]))
    return [row.key for row in Member.select(Member.key).where(Member.id.in_(ids))]


def events_of_member(member: Member) -> list[MemberEvent]:
    """What happened to somebody, the latest first, with who did it."""
    return _events(MemberEvent, MemberEvent.member, ids_with(Member, [member.id]))


def events_of_community(community: Community) -> list[CommunityEvent]:
    """What happened to a community, the latest first, with who did it."""
    return _events(CommunityEvent, CommunityEvent.community, ids_with(Community, [community.id]))


def _events(model: Any, whose: Any, ids: Collection[int]) -> list[Any]:
    return list(
        model.select(model, Person)
        .left_outer_join(Person, on=model.actor)
        .where(whose.in_(list(ids)))
        .order_by(model.id.desc())
        .limit(MOST_EVENTS)
    )


def terms_of(member: Member) -> list[MemberTerm]:
    """The times for which somebody belonged, the latest first."""
    ids = list(ids_with(Member, [member.id]))
    rows = MemberTerm.select().where(MemberTerm.member.in_(ids))
    return list(rows.order_by(MemberTerm.from_on.desc(), MemberTerm.id.desc()))


def activity_of(
    kind: ActivityKind, ref_key: str, member_id: int | None, community_id: int | None
) -> MemberActivity | None:
    """What is kept already of somebody's part in something."""
    whose = (
        MemberActivity.member == member_id
        if member_id
        else MemberActivity.member.is_null() & (MemberActivity.community == community_id)
    )
    return MemberActivity.get_or_none(
        whose, MemberActivity.kind == kind, MemberActivity.ref_key == ref_key
    )


def activities_of_member(member: Member) -> list[MemberActivity]:
    """What somebody did, the latest first."""
    ids = list(ids_with(Member, [member.id]))
    return _latest(MemberActivity.select().where(MemberActivity.member.in_(ids)))


def activities_of_community(community: Community) -> list[MemberActivity]:
    """What a community did, those who came for it included, once for each occasion."""
    ids = list(ids_with(Community, [community.id]))
    found = _latest(MemberActivity.select().where(MemberActivity.community.in_(ids)))
    return list({(row.kind, row.ref_key): row for row in found}.values())


def _latest(rows: Any) -> list[MemberActivity]:
    order = MemberActivity.day.desc(), MemberActivity.id.desc()
    return list(rows.order_by(*order).limit(MOST_EVENTS))
