"""Lines of a calendar file (RFC 5545)."""

import datetime as dt
from collections.abc import Iterable

LINE = 75  # octets, without the end of the line


def calendar(lines: Iterable[str]) -> str:
    """The file, with every line as long as it may be."""
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def utc(at: dt.datetime) -> str:
    return f"{at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> str:
    """No line longer than 75 octets, and no character cut in two."""
    pieces, piece, size = [], "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > LINE:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + sign, size + octets
    return "\r\n".join([*pieces, piece])
