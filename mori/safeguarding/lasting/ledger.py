"""The file beside the spool that holds what has to outlast a restored copy of the database."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from mori.core.sealing import InvalidToken, seal, unseal


class Line(NamedTuple):
    """A change as the file has it."""

    token: str
    kind: str
    said: str
    at: float  # when it was written there


class Ledger:
    """An append-only file of sealed lines; whichever node leads writes to its own."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._key, self.path = key, folder / "spool" / "lasting"

    def add(self, lines: Iterable[Line]) -> None:
        """Return once they are on the disk."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._write(self.path, os.O_APPEND, lines)

    def lines(self) -> list[Line]:
        """All that is whole, in its order."""
        try:
            found = self.path.read_text().split()
        except FileNotFoundError:
            return []
        return [line for line in map(self._read, found) if line]

    def trim(self, before: float) -> None:
        """Leave out what is older."""
        lines = self.lines()
        kept = [line for line in lines if line.at >= before]
        if len(kept) < len(lines):
            new = self.path.with_suffix(f".{os.getpid()}")
            self._write(new, os.O_TRUNC, kept)
            new.replace(self.path)

    def _write(self, path: Path, how: int, lines: Iterable[Line]) -> None:
        text = "".join(f"\n{seal(self._key, json.dumps(line))}\n" for line in lines)
        file = os.open(path, os.O_WRONLY | os.O_CREAT | how, 0o600)
        try:
            os.write(file, text.encode())
            os.fsync(file)
        finally:
            os.close(file)

    def _read(self, sealed: str) -> Line | None:
        try:
            token, kind, said, at = json.loads(unseal(self._key, sealed))
            return Line(str(token), str(kind), str(said), float(at))
        except (InvalidToken, TypeError, ValueError):
            return None  # a crash has left it unfinished, or it is of another key
