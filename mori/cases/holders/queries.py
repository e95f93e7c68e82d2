"""Who holds which case, and to whom it could go."""

import datetime as dt
from collections.abc import Collection
from typing import Any, NamedTuple

from peewee import fn

from mori.accounts.models import Person
from mori.core.db import literals
from mori.offices.models import Office
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.queries import people_by_id, people_to_call
from mori.safeguarding.alerts.rules import OVER, UNHANDLED, AlertKind
from mori.safeguarding.duty.queries import rosters
from mori.safeguarding.routing.rules import Rung

from ..entries.models import CaseEntry
from ..keys.queries import keys_of
from .models import CaseHandOver, CaseHolder
from .rules import NEEDED, SHIFT_ENDS_WITHIN, is_stale

Giver, Taker = Person.alias("giver"), Person.alias("taker")
UNTAKEN = UNHANDLED | OVER


class Holder(NamedTuple):
    """Whoever holds a case, and whether they still can be expected to open it."""

    person_id: int
    name: str
    from_at: dt.datetime
    is_stale: bool


def holders_of(alert_id: int, at: dt.datetime) -> list[Holder]:
    """Who holds a case now, whoever began first before the others."""
    rows = list(
        CaseHolder.select(CaseHolder, Person)
        .join(Person)
        .where(CaseHolder.alert == alert_id, CaseHolder.until_at.is_null())
        .order_by(CaseHolder.from_at, CaseHolder.id)
    )
    opened = {key.person_id: key.unlocked_at for key in keys_of([row.officer_id for row in rows])}
    return [
        Holder(
            row.officer_id, row.officer.name, row.from_at, is_stale(opened.get(row.officer_id), at)
        )
        for row in rows
    ]


def numbers_of_holders(alert_ids: Collection[int]) -> dict[int, int]:
    """By case, how many hold it now; none is left out."""
    rows: Any = (
        CaseHolder.select(CaseHolder.alert, fn.COUNT(CaseHolder.id).alias("number"))
        .where(CaseHolder.alert.in_(list(alert_ids)), CaseHolder.until_at.is_null())
        .group_by(CaseHolder.alert)
    )
    return {row.alert_id: row.number for row in rows}


def holder_ids(alert_id: int) -> list[int]:
    rows = CaseHolder.select(CaseHolder.officer).where(
        CaseHolder.alert == alert_id, CaseHolder.until_at.is_null()
    )
    return [row.officer_id for row in rows.order_by(CaseHolder.id)]


def needs_holders(holders: list[Holder]) -> bool:
    """Whether fewer than two hold a case who can be expected to open it."""
    return len([each for each in holders if not each.is_stale]) < NEEDED


def taken_without_holder() -> list[Alert]:
    """Calls that somebody has taken on and does not hold, nor has handed over since."""
    since = CaseHolder.until_at.is_null() | (CaseHolder.from_at >= Alert.acknowledged_at)
    held = CaseHolder.select(CaseHolder.id).where(
        CaseHolder.alert == Alert.id, CaseHolder.officer == Alert.acknowledged_by, since
    )
    return list(
        Alert.select().where(
            Alert.kind == AlertKind.REAL,
            Alert.state.not_in(literals(UNTAKEN)),
            Alert.acknowledged_by.is_null(False),
            ~fn.EXISTS(held),
        )
    )


def held_cases() -> list[Alert]:
    """Cases that somebody holds and that are not over."""
    held = CaseHolder.select(CaseHolder.alert).where(CaseHolder.until_at.is_null())
    going_on = Alert.id.in_(held), Alert.state.not_in(literals(OVER))
    return list(Alert.select(Alert, Office).left_outer_join(Office).where(*going_on))


def takers_for(alert: Alert, at: dt.datetime) -> list[Person]:
    """To whom a case could be handed: whoever may be told of it and does not hold it."""
    _called, everybody = people_to_call(alert, Rung.FIRST, at)
    holding = holder_ids(alert.id)
    return people_by_id([each for each in everybody if each not in holding])


def offers_of(alert_id: int) -> list[CaseHandOver]:
    """What was offered and waits for an answer, with its note."""
    return list(
        CaseHandOver.select(CaseHandOver, Giver, Taker, CaseEntry, Alert)
        .join(Giver, on=CaseHandOver.giver)
        .switch(CaseHandOver)
        .join(Taker, on=CaseHandOver.taker)
        .switch(CaseHandOver)
        .join(CaseEntry)
        .join(Alert)
        .where(
            CaseHandOver.alert == alert_id,
            CaseHandOver.accepted_at.is_null(),
            CaseHandOver.ended_at.is_null(),
        )
        .order_by(CaseHandOver.id)
    )


def offer_by_key(key: str, alert_id: int) -> CaseHandOver | None:
    return next((each for each in offers_of(alert_id) if each.key == key), None)


def is_offered(entry_id: int) -> bool:
    return CaseHandOver.select().where(CaseHandOver.entry == entry_id).exists()


def shift_ends_at(officer_id: int, office_id: int | None, at: dt.datetime) -> dt.datetime | None:
    """When an officer's time on duty ends, if that is soon."""
    soon = at + SHIFT_ENDS_WITHIN
    turns = [turn for each in rosters([office_id, None], at, soon).values() for turn in each.turns]
    own = [turn.span for turn in turns if turn.person == officer_id]
    ends = [span.ends_at for span in own if span.holds(at)]
    return max(ends) if ends and max(ends) <= soon else None
