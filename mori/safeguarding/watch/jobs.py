"""From each node's spool to alerts, and what a node keeps for when there is no database."""

import datetime as dt
import math
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from mori.config import Settings
from mori.core.jobs import Job, Piece
from mori.core.locks.file import is_same_file, opened_file
from mori.notifications.jobs import every
from mori.notifications.rules import BEAT

from ..alerts import operations as alerts
from ..alerts import queries
from ..button.handed import KNOWN, Handed, Note
from ..button.spool import CAP_BYTES, Spool
from . import operations, snapshot
from .queries import mark_of_roster, roster

# A round stays short however many taps wait, so that the lead and the heartbeat are kept, and
# a flood of strangers never stands before somebody who is known.
KNOWN_SECONDS = 2.0
STRANGERS_SECONDS = 0.5
MOST_PUT_OFF = 2  # rounds in a row that strangers wait for somebody known
KEPT_EVERY = 300.0  # seconds; at once when a backup was restored under a process that works
LOOK_EVERY, WRITE_EVERY = 5.0, 60.0  # seconds, at the roster
LANES = (("taps",), ("claimed", CAP_BYTES), ("unknown", CAP_BYTES))


def jobs_of_every_node(settings: Settings) -> list[Job]:
    folder, key, address = settings.folder / "spool", settings.key, settings.address
    lanes = [Spool(folder, key, *lane) for lane in LANES]
    known, *strangers = lanes
    turns = Turns()
    return [
        turns.of_known(partial(replay_spool, known, KNOWN_SECONDS, address)),
        *(
            turns.of_strangers(partial(replay_spool, lane, STRANGERS_SECONDS, address))
            for lane in strangers
        ),
        *(every(KEPT_EVERY, replay_kept(lane, address), opened_file) for lane in lanes),
        partial(forget_handed, lanes),
        partial(beat_here, settings.folder / BEAT),
        RosterKeeper(settings.folder, settings.key),
    ]


class Turns:
    """Strangers wait for the next round where somebody known tapped in this one: who is known is
    called at once, however long strangers take. Of three rounds in a row they have one.
    """

    def __init__(self) -> None:
        self._put_off = 0  # rounds in a row

    def of_known(self, replay: Job) -> Job:
        def job(at: dt.datetime) -> Iterator[Piece]:
            is_anybody_known = False
            for piece in replay(at):
                is_anybody_known = True
                yield piece
            is_put_off = is_anybody_known and self._put_off < MOST_PUT_OFF
            self._put_off = self._put_off + 1 if is_put_off else 0

        return job

    def of_strangers(self, replay: Job) -> Job:
        return lambda at: () if self._put_off else replay(at)


def replay_spool(spool: Spool, seconds: float, address: str, at: dt.datetime) -> Iterator[Piece]:
    """Each tap of the spool, as far as there is time; done when every tap is committed.

    The seconds count from when it has read what waits: reading a flood may take longer than they
    are, and nobody in it would ever be replayed.
    """
    deadline = math.inf
    handed = Handed(spool.folder)
    for batch in spool.take():
        notes = handed.notes()
        waiting = queries.not_replayed(batch.records)
        deadline = min(deadline, time.monotonic() + seconds)
        tried = 0
        while tried < len(waiting) and (not tried or time.monotonic() <= deadline):
            yield replay_of(waiting[tried], notes, address, at)
            tried += 1
        left = {
            each["token"] for each in (*queries.not_replayed(waiting[:tried]), *waiting[tried:])
        }
        if not left and is_same_file():
            spool.done(batch, is_kept=not queries.are_canaries(batch.records))
        elif left:
            note_known(handed, [each for each in batch.records if each["token"] not in left], at)
        if time.monotonic() > deadline:
            return


def replay_of(
    record: dict[str, Any], notes: Sequence[Note], address: str, at: dt.datetime
) -> Piece:
    """With what officers were told of the tap while there was no database."""
    told = [note for note in notes if note.token == record["token"]]
    if told:
        return partial(operations.replay_handed_tap, record, told, address, at)
    return partial(alerts.replay_tap, record, address, at)


def note_known(handed: Handed, records: list[dict[str, Any]], at: dt.datetime) -> None:
    """What has not been replayed yet holds up its file: of the others nobody is told again."""
    noted = {note.token for note in handed.notes() if note.what == KNOWN}
    new = [each["token"] for each in records if each["token"] not in noted]
    handed.add(*(Note(token, 0, "", at.timestamp(), KNOWN) for token in new))


def forget_handed(lanes: Sequence[Spool], at: dt.datetime) -> Iterable[Piece]:
    """The database knows all that officers were told without it, once no tap waits any more."""
    handed = Handed(lanes[0].folder)
    if handed.path.exists():
        with handed.alone():
            if not any(lane.size() for lane in lanes):
                handed.forget()
    return ()


def replay_kept(spool: Spool, address: str) -> Job:
    """Each tap of the last month that a restored backup does not know."""

    def job(at: dt.datetime) -> Iterator[Piece]:
        for batch in spool.kept():
            for record in queries.not_replayed(batch.records):
                yield partial(alerts.replay_tap, record, address, at)

    return job


def beat_here(beat: Path, at: dt.datetime) -> Iterable[Piece]:
    """Show that this node's taps are being taken, whichever node leads."""
    beat.touch()
    os.utime(beat, (at.timestamp(), at.timestamp()))
    return ()


class RosterKeeper:
    """Writes this node's roster each minute, and within seconds of a change that matters."""

    def __init__(
        self, folder: Path, key: bytes, ticks: Callable[[], float] = time.monotonic
    ) -> None:
        self._folder, self._key, self._ticks = folder, key, ticks
        self._looked_at = self._written_at = float("-inf")
        self._mark: object = None

    def __call__(self, at: dt.datetime) -> Iterable[Piece]:
        if self._ticks() < self._looked_at + LOOK_EVERY:
            return ()
        self._looked_at, mark = self._ticks(), mark_of_roster()
        if mark != self._mark or self._looked_at >= self._written_at + WRITE_EVERY:
            snapshot.write(self._folder, self._key, roster(at))
            self._mark, self._written_at = mark, self._looked_at
        return ()
