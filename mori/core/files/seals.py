"""MORI's seal in a PDF: a signature over every byte of the file but its own.

It stands among the keywords, once in the document's information and once in its metadata, and
is as long as the noughts that Typst wrote there. It is a check of content by MORI, never an
electronic signature: nobody but this server stands behind it.
"""

import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

MARK = "MORI-SEAL-"
BYTES = 66  # the key's id and its signature
EMPTY = MARK + "0" * 2 * BYTES
SEAL = re.compile(rb"MORI-SEAL-([0-9A-F]{132})")
CLAIM = re.compile(rb"MORI-CLAIM:([!-~]{1,400})")
STREAM = re.compile(rb"stream\r?\n")
MOST_UNPACKED = 2_000_000  # bytes of one stream: metadata has some thousands
PURPOSE = b"MORI seal 1\0"
Keys = Mapping[bytes, Ed25519PublicKey]  # by their ids


def key_id(key: Ed25519PublicKey) -> bytes:
    return hashlib.sha256(key.public_bytes_raw()).digest()[:2]


def keys_of(keys: Iterable[Ed25519PublicKey]) -> Keys:
    return {key_id(key): key for key in keys}


def keywords_for(claim: str) -> str:
    return f"MORI-CLAIM:{claim} {EMPTY}" if claim else ""


def sealed(pdf: bytes, key: Ed25519PrivateKey) -> bytes:
    """A PDF made with ``keywords_for``, with the seal where its noughts stand."""
    empty = EMPTY.encode()
    if empty not in pdf:
        raise ValueError("the PDF has no place for a seal")
    seal = key_id(key.public_key()) + key.sign(PURPOSE + pdf)
    return pdf.replace(empty, f"{MARK}{seal.hex().upper()}".encode())


def is_untouched(pdf: bytes, keys: Keys) -> bool:
    """Whether not one byte has changed since MORI made it."""
    seals = set(SEAL.findall(pdf))
    if len(seals) != 1:
        return False
    seal = bytes.fromhex(seals.pop().decode())
    key = keys.get(seal[:2])
    if key is None:
        return False
    try:
        key.verify(seal[2:], PURPOSE + SEAL.sub(EMPTY.encode(), pdf))
    except InvalidSignature:
        return False
    return True


def claim_in(pdf: bytes) -> str:
    """The text of the QR code, as it stands among a PDF's keywords, packed or not."""
    for text in _texts(pdf):
        found = CLAIM.search(text)
        if found:
            return found[1].decode("ascii", "replace")
    return ""


def plain_claim_in(pdf: bytes) -> str:
    """The same where nothing was packed, as MORI writes it; quick, whatever somebody sends."""
    found = CLAIM.search(pdf)
    return found[1].decode("ascii") if found else ""


def _texts(pdf: bytes) -> Iterator[bytes]:
    yield pdf
    for start in STREAM.finditer(pdf):
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(pdf[start.end() :], MOST_UNPACKED)
