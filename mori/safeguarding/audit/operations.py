"""Adding to the chain of records, in the transaction of what is recorded."""

import datetime as dt

from mori.accounts.queries import person_by_id
from mori.core.db import writing
from mori.core.vault.chain import next_key, signed

from . import queries
from .models import THE_ROW, AuditKey, AuditRecord
from .rules import content_of


@writing()
def record(verb: str, about: str, actor_id: int, at: dt.datetime) -> None:
    """Add who did what; ``about`` is the key of what it was done with."""
    actor = person_by_id(actor_id).key
    row = AuditKey.id == THE_ROW
    AuditKey.update(number=AuditKey.number + 1).where(row).execute()  # whoever records waits here
    now = queries.next_in_chain()
    key, before = bytes.fromhex(now.key), bytes.fromhex(now.mac)
    mac = signed(key, before, content_of(now.number, verb, about, actor, at)).hex()
    AuditRecord.create(number=now.number, verb=verb, about=about, actor=actor, at=at, mac=mac)
    AuditKey.update(mac=mac, key=next_key(key).hex()).where(row).execute()
