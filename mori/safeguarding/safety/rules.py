"""What somebody may say before anything happens, and what a PIN tells. No database, no request."""

import re
from collections.abc import Mapping
from enum import StrEnum

from mori.core.words import Labelled, marked

PIN = re.compile(r"[0-9]{4,8}")
KEPT_OF_A_PIN = 24  # bytes of what was typed, which a real one never reaches
MOST_TRIES = 5  # of one tap that are judged: each costs a second of a small server


class SafetyKind(Labelled):
    """One thing of *Safe here*, and where its page stands."""

    CONTACT = "contact", marked("A safe way to reach me"), "kontak"
    TRUSTED = "trusted", marked("Someone I trust"), "tepercaya"
    OFFICER = "officer", marked("Whom I would rather speak with"), "petugas"
    CAMPUS = "campus", marked("The task force of my campus"), "kampus"
    PINS = "pins", marked("PINs for “Pressed by accident”"), "pin"
    DRILL = "drill", marked("Try the Red Button"), "latihan"
    RIGHTS = "rights", marked("My rights"), "hak"

    address: str

    def __init__(self, _value: str, _english: str, address: str) -> None:
        self.address = address

    @property
    def is_for_officers(self) -> bool:
        """Whether officers who are told of a call read it."""
        return self in READ_BY_OFFICERS

    @property
    def is_filled_in(self) -> bool:
        """Whether something is written there, which can be taken back."""
        return self in FILLED_IN


READ_BY_OFFICERS = (
    SafetyKind.CONTACT,
    SafetyKind.OFFICER,
    SafetyKind.TRUSTED,
    SafetyKind.CAMPUS,
)
FILLED_IN = frozenset({*READ_BY_OFFICERS, SafetyKind.PINS})
BY_ADDRESS: Mapping[str, SafetyKind] = {kind.address: kind for kind in SafetyKind}


def mail_allowed_in(written: Mapping[str, str]) -> str:
    """The address to which MORI may write by itself, as a safe contact says; or none."""
    is_allowed = written.get("reminder") == "yes" and written.get("way") == "mail"
    address = written.get("number", "").strip()
    return address if is_allowed and "@" in address and " " not in address else ""


class PinVerdict(StrEnum):
    """What a PIN typed with *Pressed by accident* says; each is the verb of an event."""

    RIGHT = "pin_right"
    WRONG = "pin_wrong"
    NONE = "pin_none"
    UNSET = "pin_unset"
    DURESS = "duress"

    @property
    def is_duress(self) -> bool:
        return self is PinVerdict.DURESS


def verdict_of(typed: str, *, is_set: bool, is_right: bool, is_duress: bool) -> PinVerdict | None:
    """What officers are told; nothing where there is no PIN and none was typed."""
    if is_duress:
        return PinVerdict.DURESS
    if is_right:
        return PinVerdict.RIGHT
    if not typed:
        return PinVerdict.NONE if is_set else None
    return PinVerdict.WRONG if is_set else PinVerdict.UNSET


def padded(typed: str) -> str:
    """What was typed as a PIN, in as many signs whatever it was: its length says nothing."""
    return typed.strip().encode()[:KEPT_OF_A_PIN].hex().ljust(2 * KEPT_OF_A_PIN)


def unpadded(text: str) -> str:
    return bytes.fromhex(text).decode(errors="replace")


class ContactChoice(Labelled):
    """How somebody who has called wants to be contacted just now."""

    CALL = "call", marked("Call me")
    WRITE = "write", marked("Write to me")
    NOT_HERE = "not_here", marked("Do not contact me on this phone now")
