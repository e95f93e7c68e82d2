"""Whose records come from which internships, and what changed of their accounts."""

import datetime as dt
from typing import Any

from peewee import fn

from mori.accounts.people.models import AccountEvent
from mori.accounts.people.rules import AccountChange
from mori.core.db import literals
from mori.placements.models import Placement
from mori.placements.rules import PlacementState

from ..models import Alumnus, AlumnusEvent, AlumnusStay

FOLLOWED = (AccountChange.NAME, AccountChange.PHONE, AccountChange.EMAIL)


def own_row(person_id: int, office_id: int) -> Alumnus | None:
    """The row an account has in an office, whether or not it was merged into another."""
    return Alumnus.get_or_none(Alumnus.person == person_id, Alumnus.office == office_id)


def rows_of_person(person_id: int) -> list[Alumnus]:
    """The rows an account has, one in each office where it was an intern."""
    return list(Alumnus.select().where(Alumnus.person == person_id).order_by(Alumnus.id))


def stay_of_placement(placement_id: int) -> AlumnusStay | None:
    return AlumnusStay.get_or_none(AlumnusStay.placement == placement_id)


def placements_to_keep(office_id: int, most: int) -> list[Placement]:
    """Finished internships of an office that are in nobody's record yet, a few."""
    kept = AlumnusStay.select(AlumnusStay.id).where(AlumnusStay.placement == Placement.id)
    found: Any = Placement.select().where(
        Placement.office == office_id,
        Placement.state.in_(literals({PlacementState.FINISHED})),
        ~fn.EXISTS(kept),
    )
    return list(found.order_by(Placement.id).limit(most))


def account_changes(since: dt.datetime, most: int) -> list[AccountEvent]:
    """What lately changed of names, numbers and addresses of accounts, the earliest first."""
    lately = list(AccountEvent.select().order_by(AccountEvent.id.desc()).limit(most))
    return [each for each in reversed(lately) if each.change in FOLLOWED and each.at >= since]


def has_followed(alumnus_id: int, event: AccountEvent) -> bool:
    """Whether a record says already what changed of its account."""
    found = AlumnusEvent.select(AlumnusEvent.id).where(
        AlumnusEvent.alumnus == alumnus_id,
        AlumnusEvent.verb == "follow",
        AlumnusEvent.at == event.at,
        AlumnusEvent.note == str(event.change),
    )
    return bool(found.exists())
