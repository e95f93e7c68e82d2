"""What a programme's portal asks of an intern's day and of whoever supervises. No database."""

import csv
import datetime as dt
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mori.core.words import Labelled, marked
from mori.core.workdays import DAY
from mori.placements.rules import RUNNING, InternKind, PlacementState

SINCE = 31 * DAY  # how far back days are shown that may still be sent
SOON = 7 * DAY  # before the day by which it is due, a supervisor is shown it
MOST_VERIFICATIONS = 4  # a month
LONGEST_PORTAL = 60
# What an internship was due on its last day may be done in the portal after it.
ASKED_OF = RUNNING | {PlacementState.FINISHED}


class Field(Labelled):
    """One of the three that a day has, here as there."""

    TEXT = "text", marked("Activity")
    LEARNT = "learnt", marked("Learnt")
    OBSTACLES = "obstacles", marked("Obstacles")


class Duty(Labelled):
    """What a supervisor does in the portal."""

    VERIFICATION = "verify", marked("Verification")
    EVALUATION = "evaluate", marked("Monthly evaluation")

    @property
    def is_monthly(self) -> bool:
        return self is Duty.EVALUATION


class PortalTerms(NamedTuple):
    """A programme's portal, and what it asks; without a source nobody has looked it up yet."""

    portal: str  # as it is called; empty: there is none
    text_least: int = 0  # characters
    learnt_least: int = 0
    obstacles_least: int = 0
    is_ticked: bool = True  # the intern says of each day that it was sent
    verifications: int = 0  # a month
    is_evaluated: bool = False  # once a month
    source: str = ""
    verified_on: dt.date | None = None

    def least(self, field: Field) -> int:
        """How many characters a field wants."""
        return int(getattr(self, f"{field.value}_least"))


@cache
def national_terms() -> dict[InternKind, PortalTerms]:
    """What holds where an office has said nothing else."""
    with (Path(__file__).parent / "portals.csv").open(encoding="utf-8", newline="") as file:
        return {InternKind(row["kind"]): _terms(row) for row in csv.DictReader(file)}


def _terms(row: dict[str, str]) -> PortalTerms:
    return PortalTerms(
        row["portal"],
        int(row["text_least"]),
        int(row["learnt_least"]),
        int(row["obstacles_least"]),
        row["is_ticked"] == "yes",
        int(row["verifications"]),
        row["is_evaluated"] == "yes",
        row["source"],
        dt.date.fromisoformat(row["verified_on"]) if row["verified_on"] else None,
    )


def lacking(text: str, least: int) -> int:
    """How many characters a text is too short."""
    return max(0, least - len(text.strip()))


class Wanted(NamedTuple):
    """Something a supervisor does in the portal in a month, and by when."""

    month: dt.date  # its first day
    duty: Duty
    number: int
    by: dt.date


def wanted_in(
    month: dt.date, terms: PortalTerms, starts_on: dt.date, ends_on: dt.date
) -> list[Wanted]:
    """What is to be done for an internship in a month.

    Of two verifications one is of each half of the month; what lies outside the internship
    wants none, and its last day is the last on which something is due.
    """
    last = (month + 31 * DAY).replace(day=1) - DAY
    found = []
    for number in range(1, terms.verifications + 1):
        begin = month + (last.day * (number - 1) // terms.verifications) * DAY
        end = month + (last.day * number // terms.verifications) * DAY - DAY
        if starts_on <= end and begin <= ends_on:
            found.append(Wanted(month, Duty.VERIFICATION, number, min(end, ends_on)))
    if terms.is_evaluated and starts_on <= last and month <= ends_on:
        found.append(Wanted(month, Duty.EVALUATION, 1, min(last, ends_on)))
    return found
