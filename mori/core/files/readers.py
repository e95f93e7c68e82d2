"""The few processes that read pictures, kept warm, limited and replaced: see ``decoding.py``.

Each request that brings a picture waits for one of them, for a while. Were there no limit to
how many wait, pictures could hold all threads of the server, and nobody could call for help.
"""

import atexit
import json
import signal
import subprocess  # nosec B404
import sys
import time
from contextlib import suppress
from queue import Empty, LifoQueue
from threading import BoundedSemaphore, Timer
from typing import IO

from mori.config import ROOT

from .decoding import IDLE_SECONDS, Picture, Unreadable, Wanted
from .store import StoreAway

READERS = 2  # more would not fit the memory of a small server
MOST_AT_ONCE = 4  # of the server's eight threads, reading and waiting
WAIT = 4  # seconds, for a reader
PATIENCE = 20  # seconds, for a picture: a slow machine has a third of them to compute
MOST_PICTURES = 50  # by one process, so that nothing it has leaked adds up

_places = BoundedSemaphore(MOST_AT_ONCE)
_readers: LifoQueue["Reader | None"] = LifoQueue()  # the warm ones first; None is one to start
for _each in range(READERS):
    _readers.put(None)


class ReadersBusy(StoreAway):
    """Too many pictures at once, or too slow a machine; later there is room."""


class Reader:
    """A process that reads pictures, one at a time."""

    def __init__(self) -> None:
        # Without our environment, so that it holds no secret.
        self.process = subprocess.Popen(  # nosec B603 - our own interpreter and module
            [sys.executable, "-m", "mori.core.files.decoding"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={},
        )
        self.pictures = 0
        self.used_at = time.monotonic()

    @property
    def is_fresh(self) -> bool:
        """Whether it may have another picture, and will not end of itself meanwhile."""
        is_awake = time.monotonic() - self.used_at < IDLE_SECONDS / 2
        return is_awake and self.pictures < MOST_PICTURES and self.process.poll() is None

    def read(self, content: bytes, wanted: Wanted) -> Picture:
        self.pictures += 1
        guard = Timer(PATIENCE, self.process.kill)
        guard.start()
        try:
            return self._answer(content, wanted)
        finally:
            guard.cancel()
            self.used_at = time.monotonic()

    def _answer(self, content: bytes, wanted: Wanted) -> Picture:
        asked, said = self._pipes()
        with suppress(BrokenPipeError):
            asked.write(json.dumps([len(content), wanted]).encode() + b"\n")
            asked.write(content)
            asked.flush()
        line = said.readline()
        if not line.endswith(b"\n"):
            raise self._why_it_ended()
        head = json.loads(line)
        if isinstance(head, str):
            raise Unreadable(head)
        length, width, height = head
        made = said.read(length)
        if len(made) < length:
            raise self._why_it_ended()
        return Picture(made, width, height)

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self.process.stdin is None or self.process.stdout is None:
            raise RuntimeError("a reader has pipes")
        return self.process.stdin, self.process.stdout

    def _why_it_ended(self) -> Exception:
        """Stopped from outside it may have been a slow machine's fault; else the picture's."""
        self.process.kill()
        is_stopped = self.process.wait() in (-signal.SIGKILL, -signal.SIGTERM)
        return ReadersBusy() if is_stopped else Unreadable("broken")

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in self._pipes():
            with suppress(BrokenPipeError):  # of what it was still to be asked
                pipe.close()


def read(content: bytes, wanted: Wanted) -> Picture:
    """The picture, made in one of the processes; waits for one if only a few others do."""
    if not _places.acquire(blocking=False):
        raise ReadersBusy
    try:
        return _read_in_turn(content, wanted)
    finally:
        _places.release()


def _read_in_turn(content: bytes, wanted: Wanted) -> Picture:
    try:
        reader = _readers.get(timeout=WAIT)
    except Empty:
        raise ReadersBusy from None
    try:
        if reader is None or not reader.is_fresh:
            _end(reader)
            reader = None  # should none start
            reader = Reader()
        return reader.read(content, wanted)
    finally:
        _readers.put(reader)


def _end(reader: Reader | None) -> None:
    if reader:
        reader.end()


@atexit.register
def end_readers() -> None:
    """Leave none behind; those that are reading end with their pipes."""
    with suppress(Empty):
        while True:
            _end(_readers.get_nowait())
