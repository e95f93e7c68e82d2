"""Which lasting changes the file beside the spool has, and which the database."""

import datetime as dt
from collections.abc import Sequence

from mori.accounts.models import Membership

from .models import LastingChange

AT_ONCE = 500


def not_kept() -> list[LastingChange]:
    """Changes that are not in the file yet, in their order."""
    rows = LastingChange.select().where(LastingChange.kept_at.is_null())
    return list(rows.order_by(LastingChange.id).limit(AT_ONCE))


def known_among(tokens: Sequence[str]) -> set[str]:
    """Those of some changes that the database has."""
    known: set[str] = set()
    for first in range(0, len(tokens), AT_ONCE):
        some = LastingChange.token.in_(tokens[first : first + AT_ONCE])
        known |= {row.token for row in LastingChange.select(LastingChange.token).where(some)}
    return known


def ended_since(moment: dt.datetime) -> list[Membership]:
    """Roles that were taken away after a moment."""
    ended = Membership.ended_at.is_null(False) & (Membership.ended_at > moment)
    return list(Membership.select().where(ended).order_by(Membership.id))


def active_role(key: str) -> Membership | None:
    return Membership.get_or_none(Membership.key == key, Membership.ended_at.is_null())
