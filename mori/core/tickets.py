"""Short signed strings that can be checked without a database."""

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping

# One secret, or several under one-character ids: the first signs, all of them are recognised.
Secrets = bytes | Mapping[str, bytes]

HELP_COOKIE = "mori_help"
HELP_SECONDS = 180 * 24 * 3600
TAP_COOKIE = "mori_tap"
QUIET_COOKIE = "mori_quiet"  # on this phone a tap changes nothing but the button, for a moment
TAP_SECONDS = 7 * 24 * 3600
TAPS_KEPT = 3  # of one phone, so that its cookie stays small

# Nothing that is easily misread or misheard.
CODE_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
CODE_LENGTH = 8
KEY_LENGTH = 14  # of what names a row to the world: see KeyField

_FIELD = re.compile(r"[A-Za-z0-9_-]+")
_SIGNED = re.compile(r"([A-Za-z0-9])([A-Za-z0-9_-]{22})([A-Za-z0-9_.-]+)")


def sign(secret: Secrets, purpose: str, *fields: str) -> str:
    """Join the fields into a string that only a holder of the secret could have made."""
    if not fields or not all(_FIELD.fullmatch(field) for field in fields):
        raise ValueError("a field consists of letters, digits, hyphens and underscores")
    key_id, key = _newest(secret)
    text = ".".join(fields)
    return key_id + _signature(key, purpose, text) + text


def read(secret: Secrets, purpose: str, text: str) -> list[str] | None:
    """Return the fields of a string that was signed for this purpose, or None."""
    found = _SIGNED.fullmatch(text)
    key = _keys(secret).get(found[1]) if found else None
    if found is None or key is None:
        return None
    if not hmac.compare_digest(found[2], _signature(key, purpose, found[3])):
        return None
    return found[3].split(".")


def code_of(secret: Secrets, token: str) -> str:
    """Return the receipt code of a tap, which is the same however often the tap arrives."""
    number = int.from_bytes(_mac(_newest(secret)[1], "code", token), "big")
    code = ""
    for _ in range(CODE_LENGTH):
        number, place = divmod(number, len(CODE_ALPHABET))
        code += CODE_ALPHABET[place]
    return code


def key_of(text: str) -> str:
    """Return the same row's key each time for the same text, where two come to it apart."""
    digest = hashlib.sha256(text.encode()).digest()
    return "".join(CODE_ALPHABET[byte % len(CODE_ALPHABET)] for byte in digest[:KEY_LENGTH])


def help_ticket(secret: Secrets, person: str, epoch: int) -> str:
    """Sign what lets a phone raise an alert as this person, and nothing else."""
    return sign(secret, "help", person, str(epoch))


def read_help_ticket(secret: Secrets, text: str) -> tuple[str, int] | None:
    """Return the person's key and the epoch in which the ticket was given."""
    fields = read(secret, "help", text)
    return (fields[0], int(fields[1])) if fields else None


def tap_ticket(
    secret: Secrets, code: str, received: float, earlier: Mapping[str, int] | None = None
) -> str:
    """Sign what lets the phone that tapped see its receipts again: this one, and a few before.

    The same tap sent again stays as it was received first.
    """
    received_at = {code: int(received), **(earlier or {})}
    lasting = [each for each in received_at if received_at[each] > received - TAP_SECONDS]
    codes = [code, *(each for each in lasting if each != code)][:TAPS_KEPT]
    fields = [field for each in codes for field in (each, f"{received_at[each]:x}")]
    return sign(secret, "tap", *fields)


def read_tap_ticket(secret: Secrets, text: str) -> dict[str, int]:
    """Return the receipt codes, the latest tap's first, and in which second each was received."""
    fields = read(secret, "tap", text) or []
    return {code: int(at, 16) for code, at in zip(fields[::2], fields[1::2], strict=True)}


def cookie_name(name: str, *, https: bool) -> str:
    """Name a cookie so that over https no neighbouring host can set it."""
    return f"__Host-{name}" if https else name


def cookie(name: str, value: str, *, https: bool, seconds: int, path: str = "/") -> str:
    """Return a Set-Cookie header for a cookie that no script may read."""
    secure = "; Secure" if https else ""
    if path == "/":  # the one path of which a name can promise that no other host set it
        name = cookie_name(name, https=https)
    return f"{name}={value}; Max-Age={seconds}; Path={path}; HttpOnly; SameSite=Lax{secure}"


def _keys(secret: Secrets) -> Mapping[str, bytes]:
    return {"1": secret} if isinstance(secret, bytes) else secret


def _newest(secret: Secrets) -> tuple[str, bytes]:
    return next(iter(_keys(secret).items()))


def _signature(key: bytes, purpose: str, text: str) -> str:
    return base64.urlsafe_b64encode(_mac(key, purpose, text)).decode().rstrip("=")


def _mac(key: bytes, purpose: str, text: str) -> bytes:
    return hmac.digest(key, f"{purpose}\0{text}".encode(), hashlib.sha256)[:16]
