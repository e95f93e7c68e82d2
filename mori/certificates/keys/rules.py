"""How public keys are written down, one a line. No database, no request."""

import re

LINE = re.compile(r"^\s*mori-ed25519 ([0-9a-f]{64})\b", re.MULTILINE)


def line_of(public: str, day: str) -> str:
    """mori-ed25519 <64 digits> <since when>"""
    return f"mori-ed25519 {public} {day}"


def publics_in(text: str) -> list[str]:
    """The keys in a text saved from /v/kunci; whatever else stands there is left out."""
    return LINE.findall(text)
