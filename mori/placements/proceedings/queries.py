"""Warnings and early ends: one of them, those of an internship, and what waits for whom."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from peewee import Value, fn

from mori.accounts.models import Person
from mori.core.db import literals
from mori.offices.models import Office

from ..models import Placement
from .models import Proceeding, ProceedingEvent, SignerTurn
from .rules import OPEN, READ, ProceedingKind, ProceedingState


def _proceedings() -> Any:
    return (
        Proceeding.select(Proceeding, Placement, Person, Office)
        .join(Placement)
        .join(Person)
        .switch(Placement)
        .join(Office)
    )


def proceeding_by_key(key: str) -> Proceeding | None:
    found: Proceeding | None = _proceedings().where(Proceeding.key == key).get_or_none()
    return found


def proceeding_by_id(proceeding_id: int) -> Proceeding:
    found: Proceeding = _proceedings().where(Proceeding.id == proceeding_id).get()
    return found


def proceeding_by_token(token: str) -> Proceeding | None:
    return Proceeding.get_or_none(Proceeding.token == token)


def proceedings_of(placement_id: int) -> list[Proceeding]:
    """All of an internship, the latest first."""
    rows = _proceedings().where(Proceeding.placement == placement_id)
    return list(rows.order_by(Proceeding.id.desc()))


def open_end_of(placement_id: int) -> Proceeding | None:
    return Proceeding.get_or_none(
        Proceeding.placement == placement_id,
        Proceeding.kind == ProceedingKind.END,
        Proceeding.state.in_(list(OPEN)),
    )


def asked_of(person_id: int) -> list[Proceeding]:
    """Those that wait for an intern's words."""
    rows = _proceedings().where(
        Placement.person == person_id, Proceeding.state.in_([ProceedingState.ASKED])
    )
    return list(rows.order_by(Proceeding.id))


def any_asked(person: Any, office: Any, lately: Any) -> Any:
    """The fact, for whoever is signed in: something waits for their words."""
    own = Placement.select(Placement.id).where(Placement.person == person)
    asked = Proceeding.select(Value(1)).where(
        Proceeding.placement.in_(own), Proceeding.state.in_(literals([ProceedingState.ASKED]))
    )
    return fn.EXISTS(asked)


def to_sign(person_id: int) -> list[Proceeding]:
    """Those that somebody is to read and sign as the second."""
    rows = _proceedings().where(Proceeding.signer == person_id, Proceeding.state.in_(list(READ)))
    return list(rows.order_by(Proceeding.id))


def in_states(states: Collection[ProceedingState]) -> list[Proceeding]:
    rows = _proceedings().where(Proceeding.state.in_(list(states)))
    return list(rows.order_by(Proceeding.id))


def events_of(proceeding_id: int) -> list[ProceedingEvent]:
    """What happened, the earliest first, with who did it."""
    rows = (
        ProceedingEvent.select(ProceedingEvent, Person)
        .left_outer_join(Person, on=ProceedingEvent.actor)
        .where(ProceedingEvent.proceeding == proceeding_id)
    )
    return list(rows.order_by(ProceedingEvent.id))


def turns_of(proceeding_id: int) -> list[SignerTurn]:
    """Who was asked to sign, the latest last."""
    rows = SignerTurn.select().where(SignerTurn.proceeding == proceeding_id)
    return list(rows.order_by(SignerTurn.id))


def begun_since(placement_ids: Collection[int], at: dt.datetime) -> list[Proceeding]:
    """What an office began about some internships since a moment."""
    rows = Proceeding.select().where(
        Proceeding.placement.in_(list(placement_ids)), Proceeding.made_at >= at
    )
    return list(rows.order_by(Proceeding.id))
