"""Who has which keys, and what they open."""

import datetime as dt
from collections.abc import Collection
from typing import Any, NamedTuple

from mori.accounts.models import Person, Session
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.queries import readers_of_each
from mori.safeguarding.routing.queries import called_among

from .models import CasePair, OfficerKey, RecoveryKey, Share, Unlocking


def key_of(person_id: int) -> OfficerKey | None:
    """The pair that somebody uses now."""
    return OfficerKey.get_or_none(OfficerKey.person == person_id, OfficerKey.ended_at.is_null())


def keys_of(person_ids: Collection[int]) -> list[OfficerKey]:
    """The pairs that these people use now."""
    found = OfficerKey.select(OfficerKey, Person).join(Person)
    used = OfficerKey.person.in_(list(person_ids)), OfficerKey.ended_at.is_null()
    return list(found.where(*used).order_by(OfficerKey.id))


def ended_keys_of(person_ids: Collection[int]) -> Any:
    """The pairs that these people used before, as a subquery."""
    theirs = OfficerKey.person.in_(list(person_ids)), OfficerKey.ended_at.is_null(False)
    return OfficerKey.select(OfficerKey.id).where(*theirs)


def all_keys_but_of(person_ids: Collection[int]) -> Any:
    """Whatever pairs others than these have or had, as a subquery."""
    return OfficerKey.select(OfficerKey.id).where(OfficerKey.person.not_in(list(person_ids)))


def people_for(alert: Alert, at: dt.datetime) -> set[int]:
    """Whom a case is shared with: whoever may read it, and is called for help still."""
    return people_for_each([alert], at)[alert.id]


def people_for_each(alerts: Collection[Alert], at: dt.datetime) -> dict[int, set[int]]:
    """The same of many cases, by the alert's id, in as few statements as of one."""
    readers = readers_of_each(alerts, at)
    called = called_among(frozenset[int]().union(*readers.values()))
    return {alert: called & people for alert, people in readers.items()}


def keys_for(alert: Alert, at: dt.datetime) -> list[OfficerKey]:
    """The pairs that a case is shared with."""
    return keys_of(people_for(alert, at))


def recovery_key() -> RecoveryKey | None:
    return RecoveryKey.get_or_none(RecoveryKey.ended_at.is_null())


def newest_pair(alert_id: int) -> CasePair | None:
    pairs = CasePair.select().where(CasePair.alert == alert_id)
    return pairs.order_by(CasePair.number.desc()).get_or_none()


def pairs_of(*alert_ids: int) -> list[CasePair]:
    """All pairs of these cases, the oldest of each first."""
    pairs = CasePair.select(CasePair, Alert).join(Alert).where(CasePair.alert.in_(alert_ids))
    return list(pairs.order_by(CasePair.number))


def shares_of(*alert_ids: int) -> list[Share]:
    """Every share of every pair of these cases."""
    found = Share.select(Share, CasePair).join(CasePair)
    return list(found.where(CasePair.alert.in_(alert_ids)).order_by(Share.id))


class Holders(NamedTuple):
    """Ids of the officers' keys and of the recovery keys that a pair was shared to."""

    officers: set[int | None]
    papers: set[int | None]


def holders_of_pair(pair_id: int) -> Holders:
    rows = list(Share.select().where(Share.pair == pair_id))
    return Holders({row.officer_key_id for row in rows}, {row.recovery_key_id for row in rows})


def shares_of_server(alert_id: int | None = None) -> list[Share]:
    """What the server can still open: of one case, or of all."""
    found = Share.select(Share, CasePair, Alert).join(CasePair).join(Alert)
    which = Share.is_of_server if alert_id is None else Share.is_of_server & (Alert.id == alert_id)
    return list(found.where(which).order_by(Share.id))


def unlocking_of(session_id: int, at: dt.datetime) -> Unlocking | None:
    """The proof a session has given, while it lasts."""
    return Unlocking.get_or_none(Unlocking.session == session_id, Unlocking.until > at)


def sessions_of(person_id: int) -> Any:
    """The sessions of somebody, as a subquery."""
    return Session.select(Session.id).where(Session.person == person_id)


def pairs_others_open(alert_id: int, person_ids: Collection[int]) -> list[int]:
    """Ids of a case's pairs that these people, paper or the server open."""
    theirs = OfficerKey.select(OfficerKey.id).where(OfficerKey.person.in_(list(person_ids)))
    opens = Share.officer_key.in_(theirs) | Share.recovery_key.is_null(False) | Share.is_of_server
    found = Share.select(Share.pair).join(CasePair).where(CasePair.alert == alert_id, opens)
    return [row.pair_id for row in found.distinct()]
