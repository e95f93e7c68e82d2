"""The keys with which papers are checked."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from mori.core.files.seals import Keys, keys_of

from .models import SigningKey
from .rules import line_of


def signing_keys() -> list[SigningKey]:
    """All there ever were, the latest first."""
    return list(SigningKey.select().order_by(SigningKey.id.desc()))


def public_keys() -> Keys:
    return public_keys_of([each.public for each in signing_keys()])


def public_keys_of(publics: list[str]) -> Keys:
    return keys_of(Ed25519PublicKey.from_public_bytes(bytes.fromhex(each)) for each in publics)


def keys_as_text() -> str:
    return "".join(
        f"{line_of(each.public, f'{each.made_at:%Y-%m-%d}')}\n" for each in signing_keys()
    )
