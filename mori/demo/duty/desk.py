"""Who is called for help in an office, as what this folder does needs to know."""

import datetime as dt
from dataclasses import dataclass

from mori.accounts.models import Person
from mori.offices.models import Office


@dataclass(frozen=True)
class DutyDesk:
    """An office with its officers, in the order they were appointed, and its head."""

    office: Office
    officers: list[Person]
    head: Person
    supervisors: list[Person]
    interns: list[Person]
    secret: bytes
    at: dt.datetime

    def named(self, name: str) -> Person:
        everybody = [*self.officers, *self.supervisors, *self.interns, self.head]
        return next(person for person in everybody if person.name == name)
