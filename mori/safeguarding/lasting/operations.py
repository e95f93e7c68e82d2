"""Noting what has to outlast a restored copy, and making it again where one was restored."""

import datetime as dt
import json
import secrets
from collections.abc import Callable, Sequence
from typing import Any

from mori.accounts.operations import end_role
from mori.core.db import writing

from ..audit.operations import record
from . import queries
from .ledger import Ledger, Line
from .models import LastingChange

LOOKED_BACK = dt.timedelta(days=2)  # for roles that ended
IN_FILE = dt.timedelta(days=366)  # as old as a copy may be that somebody restores
IN_DATABASE = dt.timedelta(days=400)  # longer: what stands in the file alone is made again
Do = Callable[[dict[str, Any], dt.datetime], None]


@writing()
def note_lasting(kind: str, said: dict[str, Any], token: str | None = None) -> None:
    """Note a change, in its own transaction; the same ``token`` twice is one."""
    LastingChange.insert(
        token=token or secrets.token_urlsafe(24), kind=kind, said=json.dumps(said)
    ).on_conflict_ignore().execute()


@writing()
def blank_lasting(mark: str, said: dict[str, Any]) -> None:
    """Forget what was noted under tokens that begin so; they stay, or it would be made again."""
    those = LastingChange.token.startswith(mark)
    LastingChange.update(said=json.dumps(said)).where(those).execute()


@writing()
def note_ended_roles(at: dt.datetime) -> None:
    """Whoever lost a role has lost it for good, and with it what they could read."""
    for each in queries.ended_since(at - LOOKED_BACK):
        token = f"role {each.key} {each.ended_at:%Y%m%d%H%M%S}"
        note_lasting("role", {"role": each.key}, token)


@writing()
def keep_in_file(ledger: Ledger, changes: Sequence[LastingChange], at: dt.datetime) -> None:
    """Write changes beside the spool; a crash in between writes them twice, which is once."""
    ledger.add(Line(each.token, each.kind, each.said, at.timestamp()) for each in changes)
    ids = [each.id for each in changes]
    LastingChange.update(kept_at=at).where(LastingChange.id.in_(ids)).execute()


@writing()
def make_again(line: Line, do: Do | None, at: dt.datetime) -> None:
    """Make a change that the database has forgotten, and record that this was done."""
    if queries.known_among([line.token]):
        return
    if do:
        do(json.loads(line.said), at)
    LastingChange.create(token=line.token, kind=line.kind, said=line.said, kept_at=at)
    record("again", line.kind, None, at)


def end_role_again(said: dict[str, Any], at: dt.datetime) -> None:
    """Of a role that the restored copy still has."""
    if membership := queries.active_role(said["role"]):
        end_role(membership, at)


@writing()
def forget_old(ledger: Ledger, at: dt.datetime) -> None:
    """Nobody restores a copy that old."""
    ledger.trim((at - IN_FILE).timestamp())
    LastingChange.delete().where(LastingChange.kept_at < at - IN_DATABASE).execute()
