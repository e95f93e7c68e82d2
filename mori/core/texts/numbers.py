"""Telephone numbers within what somebody wrote."""

import re
from typing import NamedTuple

from .tidying import plain

# Seven to fifteen digits: fewer are a house number or a time, more an identity number.
_NUMBER = re.compile(r"(?<![0-9])\(?\+?\(?[0-9](?:[ ().\u2010-\u2015-]{0,3}[0-9]){6,14}(?![0-9])")


class Words(NamedTuple):
    """A piece of a text, and what a phone dials if it is a number."""

    text: str
    tel: str = ""


def with_numbers(text: str) -> list[Words]:
    """A text in pieces, so that its numbers can be called."""
    pieces, end = [], 0
    for found in _NUMBER.finditer(text):
        pieces += [Words(text[end : found.start()]), Words(found[0], _dialled(found[0]))]
        end = found.end()
    return [piece for piece in [*pieces, Words(text[end:])] if piece.text]


def _dialled(number: str) -> str:
    digits = re.sub(r"[^0-9]", "", plain(number))
    home = re.fullmatch(r"(?:00)?620?([0-9]+)", digits)
    if home:
        return f"+62{home[1]}"
    return f"+{digits}" if "+" in number else digits
