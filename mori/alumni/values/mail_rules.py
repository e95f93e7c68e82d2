"""Mail addresses as lists have them: several in a cell, with slips, which are named."""

import re

from .rules import NOTHING, DoubtKind, Field, Found, Heard, How, doubt, is_blank, one_line

BETWEEN = re.compile(r"[;|\s]+|/|,(?=[^@,]*@)|\b(?:dan|atau)\b")
ADDRESS = re.compile(
    r"[a-z0-9](?:[a-z0-9_%+'-]|\.(?!\.))*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}"
)
USUAL = (
    "gmail.com",
    "yahoo.com",
    "yahoo.co.id",
    "ymail.com",
    "rocketmail.com",
    "hotmail.com",
    "outlook.com",
    "outlook.co.id",
    "icloud.com",
)
WORDS = frozenset({"email", "e-mail", "surel", "mail", "mailto"})


def mails_in(text: str) -> Heard:
    """All addresses of a cell in lower case; what is none is named, and nothing is repaired."""
    line = one_line(text)
    if is_blank(line):
        return NOTHING
    if "@" not in line:
        return Heard(doubts=(doubt(DoubtKind.MAIL_IMPOSSIBLE, text=line),))
    heard = NOTHING
    for piece in BETWEEN.split(line):
        heard += _of_piece(piece.strip("<>()[],.:\"'").removeprefix("mailto:"))
    return heard


def _of_piece(piece: str) -> Heard:
    mail = piece.lower()
    if is_blank(mail) or mail.strip(":") in WORDS:
        return NOTHING
    local = mail.partition("@")[0]
    if not ADDRESS.fullmatch(mail) or local.endswith(".") or len(mail) > 254:
        return Heard(doubts=(doubt(DoubtKind.MAIL_IMPOSSIBLE, text=piece),))
    how = How.WRITTEN if mail == piece else How.CASED
    meant = _usual_like(mail.rpartition("@")[2])
    doubts = (doubt(DoubtKind.MAIL_SLIP, text=piece, meant=f"{local}@{meant}"),) if meant else ()
    return Heard((Found(Field.EMAIL, mail, how),), doubts)


def _usual_like(domain: str) -> str:
    """The usual domain from which this one is a slip away, if it is none itself."""
    if domain in USUAL:
        return ""
    return next((usual for usual in USUAL if _is_one_slip(domain, usual)), "")


def _is_one_slip(one: str, other: str) -> bool:
    """Whether one letter is missing, too many, another, or two have changed places."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next(
        (n for n, pair in enumerate(zip(one, other, strict=False)) if len({*pair}) > 1), -1
    )
    if start < 0:
        return len(one) != len(other)
    mine, theirs = one[start:], other[start:]
    is_swapped = mine[:2] == theirs[1::-1] and mine[2:] == theirs[2:]
    return is_swapped or theirs[1:] in (mine, mine[1:]) or mine[1:] == theirs
