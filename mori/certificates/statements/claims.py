"""What the QR code of a paper carries: an address, and in it a signed claim of what it states.

``HTTPS://HOST/V/<number>/<claim>`` in capitals, which a QR code packs densest: 224 signs fit into
45 modules. The claim is a few bytes and an Ed25519 signature over them and all that stands
before them, written in base 36. So whoever has MORI's public keys can check a paper without
MORI. What does not fit is cut off the name, whose digest then stands beside it.
"""

import datetime as dt
import hashlib
import re
from dataclasses import dataclass
from string import ascii_uppercase, digits
from urllib.parse import quote, unquote

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from mori.core.files.seals import Keys, key_id
from mori.core.texts.folding import folded
from mori.core.texts.tidying import plain
from mori.core.words import Labelled, marked

from .rules import PaperKind, Statement

FORM = 1
MOST_SIGNS = 224  # of a QR code of version 7, error correction L
MOST_READ = 600  # signs; a number that is written in other letters takes more of them
SIGNATURE = 64  # bytes
FIXED = 12  # bytes before the text
LEAST_CLAIM = 100  # signs; what is shorter behind a number belongs to it
DIGEST = 4
DIGITS = digits + ascii_uppercase
SIGNS = ascii_uppercase + digits + " .,'-/()&"
OTHER, ENDS = "?", "\n"
TEXT_SIGNS = f"\0{SIGNS}{OTHER}{ENDS}"  # numbered from one, so that none is lost in front
OFFICE_SIGNS = f" {DIGITS}"
FIRST_DAY = dt.date(2000, 1, 1)
ADDRESS = re.compile(r"(?P<prefix>\S+?/V/(?P<number>\S+)/)(?P<claim>[0-9A-Z]+)")


class Refusal(Labelled):
    """Why a text is not believed."""

    NO_CLAIM = "no_claim", marked("This is not the text of a QR code made by MORI.")
    UNKNOWN_KEY = "unknown_key", marked("It was not signed with a key that is known here.")
    CHANGED = "changed", marked("It was changed, or was never signed by this MORI.")


@dataclass(frozen=True)
class Claim:
    """What a QR code says of a paper, in capitals; a name with other signs has ``?`` for them."""

    kind: PaperKind
    office_code: str
    number: str
    name: str
    digest: bytes  # of the whole name, where it is not whole here
    band: str
    starts_on: dt.date
    ends_on: dt.date
    issued_on: dt.date

    def is_of(self, name: str) -> bool:
        """Whether somebody's name, as a paper shows it, is the one that was signed."""
        return self.digest == digest_of(name) if self.digest else self.name == spelled(name)

    def agrees_with(self, statement: Statement) -> bool:
        """Whether it says what stands in a register."""
        return self.is_of(statement.name) and (
            (self.kind, self.office_code, self.starts_on, self.ends_on, self.issued_on)
            == (
                *(statement.kind, statement.office_code),
                *(statement.starts_on, statement.ends_on, statement.issued_on),
            )
        )


def number_in_address(number: str) -> str:
    """A number as it stands in an address, its slashes too: 500.5.7.10/239/438.5.14/2026."""
    return quote("".join(plain(number).upper().split()).strip("/"))


def pack(statement: Statement, key: Ed25519PrivateKey) -> str:
    """The text of a paper's QR code."""
    prefix = f"{statement.address.upper()}/V/{number_in_address(statement.number)}/"
    room = _room(prefix)
    content = _content(statement, key_id(key.public_key()), room)
    if len(content) > room:  # an address so long that only the way to the page fits
        return prefix
    return prefix + _written(content + key.sign(prefix.encode() + content))


def verify(text: str, keys: Keys) -> Claim | Refusal:
    """What a QR code's text says, if it is whole and signed with one of the keys."""
    text = text.strip()
    found = ADDRESS.fullmatch(text) if len(text) < MOST_READ else None
    raw = _read(found["claim"]) if found else b""
    if found is None or len(raw) < FIXED + SIGNATURE or raw[0] >> 4 != FORM:
        return Refusal.NO_CLAIM
    content, signature = raw[:-SIGNATURE], raw[-SIGNATURE:]
    key = keys.get(content[1:3])
    if key is None:
        return Refusal.UNKNOWN_KEY
    try:
        key.verify(signature, found["prefix"].encode() + content)
    except InvalidSignature:
        return Refusal.CHANGED
    return _claim(content, unquote(found["number"]))


def spelled(text: str) -> str:
    """A text in the capitals, digits and marks that a claim has."""
    bare = folded(text.replace("’", "'").replace("'", "\0")).replace("\0", "'").upper()
    return "".join(sign if sign in SIGNS else OTHER for sign in bare)


def digest_of(name: str) -> bytes:
    return hashlib.sha256(" ".join(name.split()).encode()).digest()[:DIGEST]


def _room(prefix: str) -> int:
    """How many bytes of content fit behind what stands before them; below zero, none do."""
    room = -1
    while len(_written(b"\xff" * (room + 1 + SIGNATURE))) <= MOST_SIGNS - len(prefix):
        room += 1
    return room


def _content(statement: Statement, key: bytes, room: int) -> bytes:
    name = spelled(statement.name)
    text = f"{spelled(statement.band)}{ENDS}{name}"
    is_whole = OTHER not in name and len(_numbered(text)) <= room - FIXED
    digest = b"" if is_whole else digest_of(statement.name)
    while text and len(_numbered(text)) > room - FIXED - len(digest):
        text = text[:-1]
    days = (statement.starts_on, statement.ends_on, statement.issued_on)
    return b"".join(
        (
            bytes([FORM << 4 | list(PaperKind).index(statement.kind) << 1 | is_whole]),
            key,
            _office(statement.office_code),
            *((day - FIRST_DAY).days.to_bytes(2) for day in days),
            digest,
            _numbered(text),
        )
    )


def _claim(content: bytes, number: str) -> Claim:
    is_whole = content[0] & 1
    text_at = FIXED if is_whole else FIXED + DIGEST
    band, ends, name = _text(content[text_at:]).partition(ENDS)
    starts_on, ends_on, issued_on = (
        FIRST_DAY + dt.timedelta(int.from_bytes(content[at : at + 2])) for at in (6, 8, 10)
    )
    return Claim(
        kind=list(PaperKind)[content[0] >> 1 & 3],
        office_code=_digits(int.from_bytes(content[3:6]), OFFICE_SIGNS).strip(),
        number=number,
        name=name,
        digest=content[FIXED:text_at],
        band=band if ends else "",  # never half a word
        starts_on=starts_on,
        ends_on=ends_on,
        issued_on=issued_on,
    )


def _office(code: str) -> bytes:
    return _number(code.upper().rjust(4), OFFICE_SIGNS).to_bytes(3)


def _numbered(text: str) -> bytes:
    number = _number(text, TEXT_SIGNS)
    return number.to_bytes((number.bit_length() + 7) // 8)


def _text(content: bytes) -> str:
    return _digits(int.from_bytes(content), TEXT_SIGNS)


def _written(raw: bytes) -> str:
    return _digits(int.from_bytes(b"\1" + raw), DIGITS)


def _read(text: str) -> bytes:
    """What was written so; nothing if it would be written otherwise."""
    number = _number(text, DIGITS)
    raw = number.to_bytes((number.bit_length() + 7) // 8)[1:]
    return raw if _written(raw) == text else b""


def _number(text: str, signs: str) -> int:
    number = 0
    for sign in text:
        number = number * len(signs) + signs.index(sign)
    return number


def _digits(number: int, signs: str) -> str:
    text = ""
    while number:
        number, place = divmod(number, len(signs))
        text = signs[place] + text
    return text
