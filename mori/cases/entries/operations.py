"""Adding to a case: whoever adds needs no key, and cannot read what is there."""

import datetime as dt

from mori.core.db import writing
from mori.core.states import lock
from mori.core.vault.pairs import seal_to
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.audit.operations import record

from ..keys.operations import pair_to_write
from . import queries
from .models import CaseEntry, about_entry
from .rules import EntryKind


@writing()
def add_entry(
    alert: Alert,
    kind: EntryKind,
    text: str,
    author_id: int | None,
    token: str,
    server: bytes,
    at: dt.datetime,
) -> CaseEntry:
    """Seal a text to the case's newest pair; the same form sent twice is one text."""
    lock(alert)
    if there := queries.entry_by_token(token):
        return there
    pair = pair_to_write(alert, server, at)
    about = about_entry(alert.key, kind, token)
    made = CaseEntry.create(
        token=token,
        alert=alert,
        pair=pair,
        kind=kind,
        author=author_id,
        sealed=seal_to(bytes.fromhex(pair.public), text.encode(), about).hex(),
        at=at,
    )
    if author_id:
        record(f"add {kind}", alert.key, author_id, at)
    return made
