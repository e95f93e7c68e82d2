"""Making the key that signs what papers state."""

import datetime as dt
from contextlib import suppress
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from mori.core.db import writing
from mori.core.sealing import InvalidToken, seal, unseal

from . import queries
from .models import SigningKey

KEPT = "certificate-keys.txt"  # in the instance folder, so that papers are checked without database


def signing_key(secret: bytes, at: dt.datetime) -> Ed25519PrivateKey:
    """The latest key that the server's secret opens; if there is none, a new one.

    After the secret was changed a new key signs, and the older ones are believed as before.
    """
    return _opened(secret) or _make_key(secret, at)


def keep_public_keys(folder: Path) -> None:
    """Write the public keys beside the secret, for ``flask certificate verify``."""
    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / f"{KEPT}.part"
    partial.write_text(queries.keys_as_text())
    partial.replace(folder / KEPT)


@writing()
def _make_key(secret: bytes, at: dt.datetime) -> Ed25519PrivateKey:
    made = _opened(secret)  # another may just have made one
    if made:
        return made
    key = Ed25519PrivateKey.generate()
    SigningKey.create(
        public=key.public_key().public_bytes_raw().hex(),
        sealed=seal(secret, key.private_bytes_raw().hex()),
        made_at=at,
    )
    return key


def _opened(secret: bytes) -> Ed25519PrivateKey | None:
    for each in queries.signing_keys():
        with suppress(InvalidToken):
            raw = bytes.fromhex(unseal(secret, each.sealed))
            return Ed25519PrivateKey.from_private_bytes(raw)
    return None
