"""Whom a complaint goes to, what it may ask, and what it must hold: UU 25/2009. No database."""

import datetime as dt
from dataclasses import dataclass

from mori.core.words import Labelled, marked

from ..rules import Note


class Addressee(Labelled):
    """Who gets it, by what it is about (art. 45)."""

    whom: str

    def __init__(self, _value: str, _english: str = "", whom: str = "") -> None:
        self.whom = whom

    OFFICER = (
        *("officer", marked("An officer at the counter")),
        marked("The direct superior of the officer"),
    )
    UNIT = (
        *("unit", marked("The office or unit as a whole")),
        marked("The superior of the unit"),
    )
    COMPANY = (
        *("company", marked("A company or an independent body")),
        marked("The official in charge at the agency that gave the task to"),
    )


class Option(Labelled):
    """What a letter may ask beside the solution."""

    text: str

    def __init__(self, _value: str, _english: str = "", text: str = "") -> None:
        self.text = text

    DAMAGES = (
        *("damages", marked("Ask for damages (art. 42(4))")),
        marked("I ask for damages for the loss named above (article 42 paragraph (4))."),
    )
    HIDDEN = (
        *("hidden", marked("Keep my name confidential (art. 42(5))")),
        marked("I ask that my identity be kept confidential (article 42 paragraph (5))."),
    )
    DOCUMENTS = (
        *("documents", marked("Ask for the documents I need as proof (art. 43(2))")),
        marked("I ask for copies of the documents I need as proof (article 43 paragraph (2))."),
    )
    APART = (
        *("apart", marked("I don't want to meet the officer (art. 48(3))")),
        marked("I do not want to meet the officer complained about (article 48 paragraph (3))."),
    )


@dataclass(frozen=True)
class Letter:
    """What is asked for a letter alone, and kept nowhere."""

    addressee: Addressee
    options: tuple[Option, ...]
    name: str
    address: str
    place: str
    day: dt.date


# What a letter has to hold (art. 42(3)), of the note: b the account and the loss, c the request.
REQUIRED = ("agency", "service", "served_on", "story", "loss", "wish")


def missing_in(note: Note) -> list[str]:
    """The fields of a note without which no letter is made."""
    return [name for name in REQUIRED if not getattr(note, name)]
