"""What officers were told of a tap without the database, kept until the database knows of it.

Standard library only: it is written when nothing else can be.
"""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

BEGUN, SENT, REFUSED = "begun", "sent", "refused"
KNOWN = "known"  # the tap is in the database, though its line still waits in the spool
LOCK_WITHIN = 2.0  # seconds; then twice rather than never
_PAUSE = 0.01


class Note(NamedTuple):
    """One officer, told at one step of the ladder; one note for each tap that it tells of."""

    token: str  # of the tap
    step: int
    officer: str  # their key
    at: float
    what: str
    way: str = ""  # the key of a contact point; empty: the address of their account


class Handed:
    """An append-only file beside the spool; several processes of a node write to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "handed"
        self._lock = folder / "handed.lock"

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep others from deciding at the same time whom to tell; a while, not for ever."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(self._lock, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            _wait_for(lock)
            yield
        finally:
            os.close(lock)

    def add(self, *notes: Note) -> None:
        """Return once they are on the disk."""
        if not notes:
            return
        lines = "".join(f"\n{json.dumps(note)}\n" for note in notes)
        file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(file, lines.encode())
            os.fsync(file)
        finally:
            os.close(file)

    def notes(self) -> list[Note]:
        """All that is whole, in its order."""
        try:
            lines = self.path.read_bytes().splitlines()
        except FileNotFoundError:
            return []
        return [note for note in map(_note, lines) if note]

    def forget(self) -> None:
        self.path.unlink(missing_ok=True)


def _note(line: bytes) -> Note | None:
    try:
        token, step, officer, at, what, way = json.loads(line)
        return Note(str(token), int(step), str(officer), float(at), str(what), str(way))
    except (TypeError, ValueError):
        return None  # a crash has left it unfinished


def _wait_for(lock: int) -> None:
    deadline = time.monotonic() + LOCK_WITHIN
    while time.monotonic() < deadline:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            time.sleep(_PAUSE)
