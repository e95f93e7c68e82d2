"""Swaps of an office, and whose answer they wait for."""

from typing import Any

from peewee import Case

from mori.accounts.models import Person

from ..models import Placement
from .models import RotationSwap
from .rules import SwapState

PAGE = 50
One = Placement.alias("one_placement")
OnePerson = Person.alias("one_person")
OtherOne = Placement.alias("other_placement")
OtherPerson = Person.alias("other_person")


def _swaps() -> Any:
    return (
        RotationSwap.select(RotationSwap, One, OnePerson, OtherOne, OtherPerson)
        .join(One, on=(RotationSwap.one == One.id))
        .join(OnePerson, on=(One.person == OnePerson.id))
        .switch(RotationSwap)
        .join(OtherOne, on=(RotationSwap.other == OtherOne.id))
        .join(OtherPerson, on=(OtherOne.person == OtherPerson.id))
    )


def swaps_of(office_id: int, supervisor_id: int | None) -> list[RotationSwap]:
    """The latest of an office, or those that need one supervisor's yes; waiting ones first."""
    found = _swaps().where(RotationSwap.office == office_id)
    if supervisor_id is not None:
        found = found.where(
            (RotationSwap.one_supervisor == supervisor_id)
            | (RotationSwap.other_supervisor == supervisor_id)
        )
    waiting = Case(None, [(RotationSwap.state == SwapState.ASKED, 0)], 1)
    return list(found.order_by(waiting, RotationSwap.id.desc()).limit(PAGE))


def swap_by_key(key: str) -> RotationSwap | None:
    found: RotationSwap | None = _swaps().where(RotationSwap.key == key).get_or_none()
    return found


def swap_by_token(token: str) -> RotationSwap | None:
    return RotationSwap.get_or_none(RotationSwap.token == token)
