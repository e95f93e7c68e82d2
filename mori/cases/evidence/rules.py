"""Files of a case: which kinds, told by their content, how large, how many. No database."""

import base64
import datetime as dt
import hashlib
from collections.abc import Collection
from typing import NamedTuple

from mori.core.words import Labelled, marked

MOST_BYTES = 10_000_000
PIECE_BYTES = 64_000  # as in static/pieces.js
MOST_OPEN = 5  # of one call, not whole yet
MOST_FILES = 40  # of one call
KEEP = dt.timedelta(days=7)  # from the last piece, until it is handed in
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # as in mori.core.db
KEY = 14
FOLDER = "evidence"
HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"heif")


class EvidenceKind(Labelled):
    JPG = "jpg", marked("Photo or picture")
    PNG = "png", marked("Photo or picture")
    WEBP = "webp", marked("Photo or picture")
    HEIC = "heic", marked("Photo or picture")
    PDF = "pdf", marked("PDF document")
    MP3 = "mp3", marked("Sound recording")
    M4A = "m4a", marked("Sound recording")
    AAC = "aac", marked("Sound recording")
    OGG = "ogg", marked("Sound recording")
    WAV = "wav", marked("Sound recording")
    AMR = "amr", marked("Sound recording")
    MP4 = "mp4", marked("Video")
    WEBM = "webm", marked("Video")

    @property
    def is_picture(self) -> bool:
        """Whether a cleaned copy of it can be made."""
        return self in (EvidenceKind.JPG, EvidenceKind.PNG, EvidenceKind.WEBP)


BEGINNINGS = (
    (b"\xff\xd8\xff", EvidenceKind.JPG),
    (b"\x89PNG\r\n\x1a\n", EvidenceKind.PNG),
    (b"%PDF-", EvidenceKind.PDF),
    (b"ID3", EvidenceKind.MP3),
    (b"\xff\xfb", EvidenceKind.MP3),
    (b"\xff\xf3", EvidenceKind.MP3),
    (b"\xff\xf2", EvidenceKind.MP3),
    (b"\xff\xf1", EvidenceKind.AAC),
    (b"\xff\xf9", EvidenceKind.AAC),
    (b"OggS", EvidenceKind.OGG),
    (b"#!AMR", EvidenceKind.AMR),
    (b"\x1a\x45\xdf\xa3", EvidenceKind.WEBM),
)


def kind_of(head: bytes) -> EvidenceKind | None:
    """What a file is by its first bytes, whatever its name says."""
    if head[:4] == b"RIFF":
        return {b"WEBP": EvidenceKind.WEBP, b"WAVE": EvidenceKind.WAV}.get(head[8:12])
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        if brand in HEIC:
            return EvidenceKind.HEIC
        return EvidenceKind.M4A if brand.startswith(b"M4A") else EvidenceKind.MP4
    return next((kind for begins, kind in BEGINNINGS if head.startswith(begins)), None)


def piece_bytes(size: int, offset: int) -> int:
    """How long the piece is that begins there."""
    return min(PIECE_BYTES, size - offset)


def piece_file(evidence: str, offset: int, pair: int) -> str:
    """What a piece is called in the store: the same each time it is sent again."""
    number = int(hashlib.sha256(f"{evidence} {offset} {pair}".encode()).hexdigest(), 16)
    letters = ""
    for _place in range(KEY):
        number, place = divmod(number, len(ALPHABET))
        letters += ALPHABET[place]
    return letters


def about_piece(evidence: str, offset: int) -> bytes:
    """What a sealed piece is about: of this file, and at this place in it."""
    return f"evidence {evidence} {offset}".encode()


def mark_of(digest: str) -> str:
    """A file's digest as a record of the chain has room for it: 144 of its 256 bits."""
    return base64.urlsafe_b64encode(bytes.fromhex(digest))[:24].decode()


class Wanted(NamedTuple):
    """What the field for a file says to a browser: see templates/uploads/fields.html."""

    name: str = FOLDER
    kinds: Collection[EvidenceKind] = tuple(EvidenceKind)
    most_bytes: int = MOST_BYTES
