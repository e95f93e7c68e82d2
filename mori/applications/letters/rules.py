"""Letters by which an office replies: kinds, states, and how a wording is filled in."""

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from mori.core.words import Labelled, marked

from ..rules import ApplicantState

FORM = 1  # of the JSON
SHORT = "BLS"  # what {jenis} stands for in the pattern of an office's numbers: balasan
TEXT_MOST = 4000
PLACES = re.compile(r"\{([^{}]*)\}")
KNOWN = frozenset(
    {
        *("surat", "nama", "lembaga", "nomor_surat", "tanggal_surat", "jabatan", "kantor", "unit"),
        *("mulai", "selesai", "alasan", "berkas", "program"),
    }
)


class LetterKind(Labelled):
    RECEIVED = "received", marked("Receipt of the letter")
    INCOMPLETE = "incomplete", marked("Papers are missing")
    ACCEPTED = "accepted", marked("Acceptance")
    WAITING = "waiting", marked("Waiting list")
    REFUSED = "refused", marked("Refusal")
    HANDOVER = "handover", marked("Hand-over to the unit")

    @property
    def is_of_the_accepted(self) -> bool:
        return self in (LetterKind.ACCEPTED, LetterKind.HANDOVER)

    @property
    def is_inside(self) -> bool:
        """Whether it stays in the office: nobody outside gets it."""
        return self is LetterKind.HANDOVER


OF_STATE = {  # about whom a letter of a kind is
    LetterKind.RECEIVED: frozenset(
        {ApplicantState.SUBMITTED, ApplicantState.VERIFIED, ApplicantState.INCOMPLETE}
    ),
    LetterKind.INCOMPLETE: frozenset({ApplicantState.INCOMPLETE}),
    LetterKind.ACCEPTED: frozenset({ApplicantState.ACCEPTED}),
    LetterKind.WAITING: frozenset({ApplicantState.WAITING}),
    LetterKind.REFUSED: frozenset({ApplicantState.REFUSED}),
    LetterKind.HANDOVER: frozenset({ApplicantState.ACCEPTED}),
}


class LetterState(Labelled):
    AWAITING = "awaiting", marked("Awaits its number")
    UNSIGNED = "unsigned", marked("Not signed yet")
    SIGNED = "signed", marked("Signed")
    DROPPED = "dropped", marked("Dropped")

    @property
    def is_awaiting(self) -> bool:
        return self is LetterState.AWAITING

    @property
    def is_unsigned(self) -> bool:
        return self is LetterState.UNSIGNED

    @property
    def is_signed(self) -> bool:
        return self is LetterState.SIGNED


LETTER_MOVES = {
    "number": ({LetterState.AWAITING}, LetterState.UNSIGNED),
    "sign": ({LetterState.UNSIGNED}, LetterState.SIGNED),
    "drop": ({LetterState.AWAITING, LetterState.UNSIGNED}, LetterState.DROPPED),
}


@dataclass(frozen=True)
class Contents:
    """All that a letter says, as it was printed."""

    kind: str
    locale: str
    number: str
    place: str
    issued_on: dt.date
    letterhead: tuple[str, ...]
    office: str
    recipient: tuple[str, ...]
    about: str  # of the letter it replies to: number and date
    text: str
    rows: tuple[tuple[str, ...], ...]  # number, name, student number, unit, days
    signatory: str
    signatory_post: str
    signing: str
    signed_on: dt.date | None = None

    def signed(self, day: dt.date) -> "Contents":
        return replace(self, signed_on=day)

    def to_json(self) -> str:
        """The same text for the same facts, always."""
        return json.dumps(
            {"form": FORM, **asdict(self)},
            default=dt.date.isoformat,
            ensure_ascii=False,
            sort_keys=True,
        )

    @classmethod
    def from_json(cls, text: str) -> "Contents":
        said: dict[str, Any] = json.loads(text)
        if said.pop("form") != FORM:
            raise ValueError("no letter of this form")
        for name in ("issued_on", "signed_on"):
            said[name] = said[name] and dt.date.fromisoformat(said[name])
        said["rows"] = tuple(tuple(row) for row in said["rows"])
        return cls(**said | {name: tuple(said[name]) for name in ("letterhead", "recipient")})


def unknown_places(text: str) -> list[str]:
    """The placeholders of a wording that nothing can be put into, as they stand there."""
    found = [name for name in PLACES.findall(text) if name not in KNOWN]
    return [*found, *(sign for sign in "{}" if sign in PLACES.sub("", text))]


def filled_in(text: str, said: Mapping[str, str]) -> str:
    return PLACES.sub(lambda found: said.get(found[1], "") or "–", text)
