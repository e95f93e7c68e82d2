"""A secret on two sheets of paper: nobody opens it alone, and a slip of the pen is found.

Each sheet alone says nothing of the secret: one is random, the other what it takes to get there.
Letters are Crockford's base 32, which has no I, L, O or U; whoever types them is understood.
"""

import base64
import hashlib
import re
from typing import NamedTuple

from nacl.utils import random

from .pairs import KEY_BYTES

STANDARD, CROCKFORD = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PRINTED = str.maketrans(STANDARD, CROCKFORD)
TYPED = str.maketrans(CROCKFORD + "OIL", STANDARD + "ABB")  # 0 stands for A there, 1 for B
LINES, ON_A_LINE, GROUP, CHECK = 4, 13, 4, 3  # characters; 52 hold 32 bytes


class Misread(Exception):
    """A line of a sheet is not as it was printed; ``line`` counts from one."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class Sheets(NamedTuple):
    """Two sheets, each of four lines of characters in groups of four."""

    one: list[str]
    two: list[str]


def on_paper(secret: bytes) -> Sheets:
    """Two sheets that together are the secret of 32 bytes."""
    chance = random(KEY_BYTES)
    return Sheets(_lines_of(chance), _lines_of(_joined(secret, chance)))


def from_paper(one: str, two: str) -> bytes:
    """The secret of two sheets as they were typed, in either order; ``Misread`` if a line is wrong.

    Whether both are of one secret shows when it opens what it should.
    """
    return _joined(_typed(one), _typed(two))


def _joined(one: bytes, two: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, two, strict=True))


def _lines_of(half: bytes) -> list[str]:
    text = base64.b32encode(half).decode().rstrip("=")
    return [
        _grouped((line + _check(line, number)).translate(PRINTED))
        for number, line in enumerate(_cut(text, ON_A_LINE), 1)
    ]


def _typed(sheet: str) -> bytes:
    """The half that a sheet holds, whatever stands between its characters."""
    text = re.sub(r"[\W_]", "", sheet).upper().translate(TYPED)
    lines = _cut(text, ON_A_LINE + CHECK)
    for number in range(1, max(LINES, len(lines)) + 1):
        line = lines[number - 1] if number <= min(len(lines), LINES) else ""
        if _check(line[:ON_A_LINE], number) != line[ON_A_LINE:]:
            raise Misread(number)
    return base64.b32decode("".join(line[:ON_A_LINE] for line in lines) + "====")


def _check(line: str, number: int) -> str:
    """Three characters by which a slip is found: one in 32,768 is missed."""
    digest = hashlib.blake2b(line.encode(), digest_size=5, salt=bytes([number])).digest()
    return base64.b32encode(digest).decode()[:CHECK]


def _grouped(line: str) -> str:
    return " ".join(_cut(line, GROUP))


def _cut(text: str, size: int) -> list[str]:
    return [text[start : start + size] for start in range(0, len(text), size)]
