"""Matters, and the conclusions that are sealed to them.

A conclusion is given for an ``Opened`` alone, but to its author: before the reveal nobody else
has anything to ask with.
"""

import datetime as dt
from typing import NamedTuple

from mori.accounts.models import Person

from .models import Conclusion, Matter
from .rules import WAITING

PAGE = 30
# All that a list says of a matter: its text stays where it is.
OF_LIST = (
    *(Matter.id, Matter.key, Matter.office, Matter.author, Matter.kind, Matter.level),
    *(Matter.title, Matter.state, Matter.reveals_at, Matter.conclusion_due_on),
)


class Opened(NamedTuple):
    """That a matter is revealed: by it opinions and the conclusion are asked for."""

    matter_id: int


def opened(matter: Matter, at: dt.datetime) -> Opened | None:
    return Opened(matter.id) if matter.state_at(at).is_revealed else None


def matter_by_key(key: str) -> Matter | None:
    return Matter.get_or_none(Matter.key == key)


def matter_by_token(token: str) -> Matter | None:
    return Matter.get_or_none(Matter.token == token)


def matters_of(office_id: int, before: int | None = None) -> list[Matter]:
    """A page of an office's, the latest first; and one more where there are more."""
    rows = Matter.select(*OF_LIST).where(Matter.office == office_id)
    if before is not None:
        rows = rows.where(Matter.id < before)
    return list(rows.order_by(Matter.id.desc()).limit(PAGE + 1))


def matters_to_reveal(at: dt.datetime) -> list[Matter]:
    """Those whose moment has come, and that no row says so of yet."""
    rows = Matter.select().where(Matter.state.in_(sorted(WAITING)), Matter.reveals_at <= at)
    return list(rows.order_by(Matter.id).limit(PAGE))


def checker_name(matter: Matter) -> str:
    """Who checked the text as it stands; nothing before anybody did."""
    found = Person.select(Person.name).where(Person.id == matter.checker_id).get_or_none()
    return found.name if found else ""


def is_concluded(matter_id: int) -> bool:
    return Conclusion.select().where(Conclusion.matter == matter_id).exists()


def conclusion_sealed_at(matter_id: int) -> dt.datetime | None:
    """When a conclusion was sealed, which says nothing of it."""
    found = Conclusion.select(Conclusion.sealed_at).where(Conclusion.matter == matter_id)
    return next((each.sealed_at for each in found), None)


def own_conclusion(matter_id: int, author_id: int) -> Conclusion | None:
    """What somebody has sealed themselves."""
    return Conclusion.get_or_none(Conclusion.matter == matter_id, Conclusion.author == author_id)


def conclusion_of(given: Opened) -> Conclusion | None:
    return Conclusion.get_or_none(Conclusion.matter == given.matter_id)


def was_open(matter: Matter) -> bool:
    """Whether interns could read it once."""
    return matter.opened_at is not None
