"""Secrets at rest, under a key derived from the server's."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken

__all__ = ["InvalidToken", "seal", "unseal", "unsealed"]


def seal(secret: bytes, text: str) -> str:
    return _fernet(secret).encrypt(text.encode()).decode()


def unseal(secret: bytes, sealed: str) -> str:
    """What was sealed; ``InvalidToken`` if it was not sealed with this secret."""
    return _fernet(secret).decrypt(sealed.encode()).decode()


def unsealed(secret: bytes, sealed: str) -> str:
    """What was sealed; nothing where nothing was, or where the server's key is another by now."""
    try:
        return unseal(secret, sealed) if sealed else ""
    except InvalidToken:
        return ""


def _fernet(secret: bytes) -> Fernet:
    key = hmac.digest(secret, b"sealing at rest", hashlib.sha256)
    return Fernet(base64.urlsafe_b64encode(key))
