"""Once a day a record and its head, once an hour a look at the chain: by the clock alone.

The look reads each record there ever was: apart from the round in which help is called.
"""

import datetime as dt
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from mori.config import Settings
from mori.core.jobs import Apart, Job, Piece
from mori.core.locks.file import opened_file
from mori.notifications.jobs import due_every

from . import operations, queries

LOOK_EVERY = 3600.0  # seconds; at once when a process begins, or a copy was restored under it


def jobs(settings: Settings) -> list[Job]:
    told = addresses_in(settings.technical_mail)
    return [
        begin_days(addresses_in(settings.audit_mail)),
        Apart(
            "look at the chain",
            partial(look, settings.folder, told),
            is_due=due_every(LOOK_EVERY, opened_file),
        ),
    ]


def begin_days(addresses: list[str]) -> Job:
    """At midnight UTC, or as soon after it as somebody works."""
    begun: dt.date | None = None

    def job(at: dt.datetime) -> Iterator[Piece]:
        nonlocal begun
        day = at.astimezone(dt.UTC).date()
        if day != begun and not queries.has_begun(day):
            yield partial(operations.begin_day, day, addresses, at)
        begun = day

    return job


def look(folder: Path, addresses: list[str], at: dt.datetime) -> bool:
    """One look, behind which nothing is left to do."""
    operations.look_at_chain(folder, addresses, at)
    return False


def addresses_in(setting: str) -> list[str]:
    return [each.strip() for each in setting.split(",") if each.strip()]
