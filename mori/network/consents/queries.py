"""What members agreed to, and since when."""

from ..models import Member, MemberConsent
from ..rules import Purpose


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
