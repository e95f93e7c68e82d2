"""Whom a case may be passed on to, and by whose yes. No database, no request."""

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mori.core.words import Labelled, marked

PARTNERS = Path(__file__).with_name("partners.csv")


class Partner(NamedTuple):
    """Somebody outside who can help, and what they have to do once they know."""

    key: str
    name: str
    name_en: str
    does: str
    does_en: str
    must: str
    must_en: str
    line: str  # of the help lines, where its number is verified
    source: str
    verified_on: str

    def said(self, language: str) -> tuple[str, str, str]:
        """Name, what they do, and what they must do."""
        if language == "en":
            return self.name_en, self.does_en, self.must_en
        return self.name, self.does, self.must


@cache
def partners() -> Mapping[str, Partner]:
    with PARTNERS.open(encoding="utf-8", newline="") as file:
        return {row["key"]: Partner(**row) for row in csv.DictReader(file, strict=True)}


class Passed(Labelled):
    """What may be passed on; nothing else is."""

    NAME = "name", marked("the name")
    PHONE = "phone", marked("the telephone number")
    CAMPUS = "campus", marked("campus or school")
    STORY = "story", marked("what happened")
    FILES = "files", marked("pictures or documents")


def packed(what: Iterable[Passed]) -> str:
    said = set(what)
    return ",".join(each for each in Passed if each in said)


def unpacked(text: str) -> list[Passed]:
    return [Passed(each) for each in text.split(",") if each]


class ReferralState(Labelled):
    OFFERED = "offered", marked("Waits for the person's answer")
    NOTED = "noted", marked("A yes was noted: another officer confirms it")
    AGREED = "agreed", marked("The person said yes")
    DECLINED = "declined", marked("The person said no")
    PASSED_ON = "passed_on", marked("Passed on")
    WITHDRAWN = "withdrawn", marked("The person took it back")

    @property
    def is_offered(self) -> bool:
        return self is ReferralState.OFFERED

    @property
    def is_noted(self) -> bool:
        return self is ReferralState.NOTED

    @property
    def is_agreed(self) -> bool:
        return self is ReferralState.AGREED

    @property
    def is_passed_on(self) -> bool:
        return self is ReferralState.PASSED_ON

    @property
    def is_unanswered(self) -> bool:
        return self in UNANSWERED

    @property
    def may_be_withdrawn(self) -> bool:
        return self in (ReferralState.AGREED, ReferralState.PASSED_ON)


UNANSWERED = frozenset({ReferralState.OFFERED, ReferralState.NOTED})
ENDS = frozenset({ReferralState.DECLINED, ReferralState.WITHDRAWN})

MOVES = {
    "agree": (UNANSWERED, ReferralState.AGREED),
    "decline": (UNANSWERED, ReferralState.DECLINED),
    "note_yes": ({ReferralState.OFFERED}, ReferralState.NOTED),
    "confirm": ({ReferralState.NOTED}, ReferralState.AGREED),
    "pass_on": ({ReferralState.AGREED}, ReferralState.PASSED_ON),
    "withdraw": (
        UNANSWERED | {ReferralState.AGREED, ReferralState.PASSED_ON},
        ReferralState.WITHDRAWN,
    ),
}
