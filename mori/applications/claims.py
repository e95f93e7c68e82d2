"""What opens an application without an account: signed, in its address, and nowhere kept."""

from mori.core.tickets import Secrets, read, sign

PURPOSE = "application"


def code_of(secret: Secrets, key: str) -> str:
    """What opens an application without an account: in its address, and nowhere kept."""
    return sign(secret, PURPOSE, key)


def key_in(secret: Secrets, code: str) -> str | None:
    """The key of the application that a code opens; None for whatever was guessed."""
    found = read(secret, PURPOSE, code)
    return found[0] if found else None
