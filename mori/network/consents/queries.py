"""What members agreed to, and since when."""

import datetime as dt

from ..models import Member, MemberConsent, MemberEvent
from ..rules import Purpose

SHOWN = 5


def standing_consents(member: Member) -> dict[Purpose, MemberConsent]:
    """What stands."""
    rows = MemberConsent.select().where(
        MemberConsent.member == member.id, MemberConsent.withdrawn_at.is_null()
    )
    return {row.to: row for row in rows}


def taken_back(member: Member) -> set[Purpose]:
    """What somebody agreed to once and does not any more."""
    rows = MemberConsent.select().where(
        MemberConsent.member == member.id, MemberConsent.withdrawn_at.is_null(False)
    )
    return {row.to for row in rows} - standing_consents(member).keys()


def ended_at(member: Member) -> dict[Purpose, dt.datetime]:
    """When they last took back each of those that do not stand any more."""
    rows = MemberConsent.select().where(
        MemberConsent.member == member.id, MemberConsent.withdrawn_at.is_null(False)
    )
    standing = standing_consents(member)
    found = {row.to: row.withdrawn_at for row in rows.order_by(MemberConsent.withdrawn_at)}
    return {to: at for to, at in found.items() if at and to not in standing}


def stopped_at(member: Member) -> dt.datetime | None:
    """When they last stopped everything, if they ever did."""
    rows = MemberEvent.select().where(MemberEvent.member == member.id, MemberEvent.verb == "stop")
    found = rows.order_by(MemberEvent.id.desc()).first()
    return found.at if found else None


def noted_by_office(member: Member) -> list[MemberEvent]:
    """What the office noted of their consents, of paper or by word, the latest first."""
    rows = MemberEvent.select().where(
        MemberEvent.member == member.id,
        MemberEvent.verb << ["agree", "take_back"],
        MemberEvent.actor.is_null(False),
    )
    return list(rows.order_by(MemberEvent.id.desc()).limit(SHOWN))
