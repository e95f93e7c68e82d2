"""The roster in a file: sealed, replaced as a whole, and the one before it kept."""

import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

from mori.core.sealing import InvalidToken, seal, unseal

from .rules import STALE_AFTER, Addressee, Destination, Known, Roster, RosterTrouble

FILE, BEFORE = "roster", "roster.before"
FORMAT = 1
PAGE = 4096  # its size tells in steps only how many there are


def write(folder: Path, key: bytes, roster: Roster) -> None:
    """Whoever reads meanwhile reads the old one or the new one, and never a part."""
    path = folder / FILE
    partial = folder / f"{FILE}.{os.getpid()}"
    with open(partial, "wb", opener=_private) as file:
        file.write(seal(key, _packed(roster)).encode())
        file.flush()
        os.fsync(file.fileno())
    if _read(path, key):
        _keep(path, folder / BEFORE)
    partial.replace(path)


def read(folder: Path, key: bytes) -> Roster | None:
    """The newest that nobody has tampered with."""
    found = [_read(folder / name, key) for name in (FILE, BEFORE)]
    return max((each for each in found if each), key=lambda each: each.at, default=None)


def trouble_with(folder: Path, key: bytes, at: dt.datetime) -> RosterTrouble | None:
    """Why it cannot be relied on, for technicians: found by the clock, never by a tap."""
    roster = _read(folder / FILE, key)
    if roster is None:
        there = (folder / FILE).exists()
        return RosterTrouble.SPOILT if there else RosterTrouble.MISSING
    return RosterTrouble.STALE if abs(at - roster.at) > STALE_AFTER else None


def _keep(path: Path, before: Path) -> None:
    """A second name, so that there is no moment without the first."""
    second = before.with_name(f"{before.name}.{os.getpid()}")
    second.unlink(missing_ok=True)
    os.link(path, second)
    second.replace(before)


def _packed(roster: Roster) -> str:
    said = {
        "format": FORMAT,
        "at": roster.at.timestamp(),
        "officers": roster.officers,
        "routes": roster.routes,
        "people": roster.people,
        "sessions": roster.sessions,
        "unknown": roster.unknown,
    }
    text = json.dumps(said, separators=(",", ":"))
    return text + " " * (-len(text) % PAGE)


def _read(path: Path, key: bytes) -> Roster | None:
    try:
        said = json.loads(unseal(key, path.read_text(encoding="ascii")))
    except (OSError, ValueError, InvalidToken):
        return None
    return _unpacked(said) if said.get("format") == FORMAT else None


def _unpacked(said: dict[str, Any]) -> Roster:
    officers = {
        int(id): Addressee(key, locale, tuple(Destination(*each) for each in told))
        for id, (key, locale, told) in said["officers"].items()
    }
    people = {
        key: Known(id, epoch, route, tuple(excluded))
        for key, (id, epoch, route, excluded) in said["people"].items()
    }
    routes = [tuple(tuple(step) for step in steps) for steps in said["routes"]]
    at = dt.datetime.fromtimestamp(said["at"], dt.UTC)
    unknown = tuple(tuple(step) for step in said["unknown"])
    return Roster(at, officers, routes, people, said["sessions"], unknown)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
