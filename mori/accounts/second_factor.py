"""One-time codes by clock (RFC 6238), each spent once."""

import datetime as dt

import pyotp

STEP_SECONDS = 30


def new_secret() -> str:
    return pyotp.random_base32()


def address(secret: str, name: str) -> str:
    """What the QR code for an authenticator app says."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name="MORI")


def step_of(secret: str, code: str, at: dt.datetime) -> int | None:
    """The time step a code is right for, one step of leeway either way; None if it is wrong."""
    digits = "".join(filter(str.isdigit, code))
    now = int(at.timestamp()) // STEP_SECONDS
    totp = pyotp.TOTP(secret)
    for step in (now, now - 1, now + 1):
        if pyotp.utils.strings_equal(totp.at(step * STEP_SECONDS), digits):
            return step
    return None
