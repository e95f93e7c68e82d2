"""What has to outlast a restored copy goes to a file of whichever node leads, and back from it."""

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import partial

from mori.config import Settings
from mori.core.jobs import Job, Piece
from mori.core.locks.file import opened_file
from mori.notifications.jobs import DAY, MINUTE, every, periodic
from mori.slices import slices

from . import operations, queries
from .ledger import Ledger
from .operations import Do

AGAIN_EVERY = 300.0  # seconds; at once when a copy was restored under a process that works


def jobs(settings: Settings) -> list[Job]:
    ledger = Ledger(settings.folder, settings.key)
    return [
        periodic("ended roles", MINUTE, operations.note_ended_roles),
        partial(keep_in_file, ledger),
        periodic("lasting changes", DAY, partial(operations.forget_old, ledger)),
    ]


def jobs_of_every_node(settings: Settings) -> list[Job]:
    ledger = Ledger(settings.folder, settings.key)
    return [every(AGAIN_EVERY, partial(make_again, ledger), opened_file)]


def keep_in_file(ledger: Ledger, at: dt.datetime) -> Iterator[Piece]:
    if changes := queries.not_kept():
        yield partial(operations.keep_in_file, ledger, changes, at)


def make_again(ledger: Ledger, at: dt.datetime) -> Iterator[Piece]:
    """Each change of the file that a restored copy does not know, in their order."""
    lines, kinds = ledger.lines(), declared()
    known = queries.known_among([line.token for line in lines])
    for line in lines:
        if line.token not in known:
            yield partial(operations.make_again, line, kinds.get(line.kind), at)


def declared() -> Mapping[str, Do]:
    """How each kind of change is made again, as the slices say."""
    return {kind: do for each in slices() for kind, do in each.lasting.items()}
