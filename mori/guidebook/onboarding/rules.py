"""The tasks of somebody's first days, by the kind of intern: from tasks.csv. No database."""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mori.core.words import Labelled, marked
from mori.placements.rules import InternKind

FILE = Path(__file__).with_name("tasks.csv")


class Task(Labelled):
    """Something to be done before or in the first days."""

    PROFILE = "profile", marked("Check your phone number and e-mail address")
    SOP = "sop", marked("Read and sign the office's SOP")
    PLEDGE = "rahasia", marked("Read and sign the confidentiality pledge")
    CONTACT = "contact", marked("Say how you are reached safely")
    DRILL = "drill", marked("Try the Red Button")
    TOUR = "tour", marked("See your unit: rooms, people, the way out")
    GUARDIAN = "guardian", marked("Bring the consent of a parent or guardian")


class Source(Labelled):
    """Where it is read whether a task is done."""

    ACCOUNT = "account", marked("Account")
    BOOK = "book", marked("Book")
    SAFETY = "safety", marked("Safe here")
    INTERN = "intern", marked("Intern")
    COORDINATOR = "coordinator", marked("Coordinator")

    @property
    def is_private(self) -> bool:
        """Whether only the intern may know: an office learns nothing about calls for help."""
        return self is Source.SAFETY


class Wanted(NamedTuple):
    """A task, for which kinds of interns, and where it is read whether it is done."""

    task: Task
    position: int
    kinds: frozenset[InternKind]
    source: Source


@cache
def all_tasks() -> tuple[Wanted, ...]:
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [_wanted(row) for row in csv.DictReader(file)]
    return tuple(sorted(rows, key=lambda row: row.position))


def _wanted(row: dict[str, str]) -> Wanted:
    kinds = frozenset(map(InternKind, row["kinds"].split())) or frozenset(InternKind)
    return Wanted(Task(row["code"]), int(row["position"]), kinds, Source(row["done_by"]))


def tasks_for(kind: InternKind) -> list[Wanted]:
    return [each for each in all_tasks() if kind in each.kinds]


class Line(NamedTuple):
    """A task with whether it is done; without that where it is not asked for."""

    wanted: Wanted
    is_done: bool

    @property
    def task(self) -> Task:
        return self.wanted.task
