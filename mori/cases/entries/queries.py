"""The texts of a case, still sealed."""

from collections.abc import Collection

from mori.accounts.models import Person
from mori.safeguarding.alerts.models import Alert

from .models import Entry
from .rules import EntryKind


def entries_of(alert_id: int, kinds: Collection[EntryKind]) -> list[Entry]:
    """Texts of these kinds, the newest first, each with its author, if it has one."""
    return list(
        Entry.select(Entry, Alert, Person)
        .join(Alert)
        .switch(Entry)
        .left_outer_join(Person)
        .where(Entry.alert == alert_id, Entry.kind.in_(list(kinds)))
        .order_by(Entry.id.desc())
    )


def entry_by_token(token: str) -> Entry | None:
    return Entry.get_or_none(Entry.token == token)
