"""The texts of a case, still sealed."""

from collections.abc import Collection

from mori.accounts.models import Person
from mori.safeguarding.alerts.models import Alert

from .models import CaseEntry
from .rules import EntryKind


def entries_of(alert_id: int, kinds: Collection[EntryKind]) -> list[CaseEntry]:
    """Texts of these kinds, the newest first, each with its author, if it has one."""
    return list(
        CaseEntry.select(CaseEntry, Alert, Person)
        .join(Alert)
        .switch(CaseEntry)
        .left_outer_join(Person)
        .where(CaseEntry.alert == alert_id, CaseEntry.kind.in_(list(kinds)))
        .order_by(CaseEntry.id.desc())
    )


def entry_by_token(token: str) -> CaseEntry | None:
    return CaseEntry.get_or_none(CaseEntry.token == token)
