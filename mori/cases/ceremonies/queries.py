"""Who can open which cases, whose key is missing, and who may make sure of whom."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from peewee import fn

from mori.access.roles import Role
from mori.accounts.models import Membership, Person
from mori.accounts.people.models import AccountEvent
from mori.accounts.people.queries import let_in_since, makers_of_links_since
from mori.accounts.queries import memberships_of
from mori.core.db import literals
from mori.safeguarding.alerts.doubt_queries import ABOUT_REACHING
from mori.safeguarding.alerts.models import Alert, AlertEvent, Delivery
from mori.safeguarding.alerts.rules import OVER, AlertKind
from mori.safeguarding.routing.queries import called_among

from ..keys import queries as keys
from ..keys.models import CasePair, OfficerKey, RecoveryKey, Share
from . import rules
from .models import Restoration


class Held(NamedTuple):
    """Who can open all of a case, and who has to wait for somebody to open it once."""

    alert: Alert
    is_mine: bool
    others: list[str]  # names of who else can open it
    waiting: list[str]  # names of who cannot open what is mine to pass on
    recent: int  # how many holders have opened something lately

    @property
    def is_thin(self) -> bool:
        return self.recent < rules.LEAST_HOLDERS


class LetIn(NamedTuple):
    """An officer of whom another has to make sure that it is they who sign in."""

    person: Person
    since: dt.datetime
    told_ids: frozenset[int]  # who may make sure

    @property
    def key(self) -> str:
        return self.person.key


def held_by(person_id: int, at: dt.datetime) -> list[Held]:
    """The open cases that somebody may read, with who can open each; the newest first.

    In as few statements for many as for one: the duty board asks it again and again.
    """
    cases = _open_cases_told(person_id)
    if not cases:
        return []
    people = keys.people_for_each(cases, at)
    mine = [case for case in cases if person_id in people[case.id]]
    pairs: dict[int, set[int]] = defaultdict(set)  # by case
    for pair in keys.pairs_of(*(case.id for case in mine)):
        pairs[pair.alert_id].add(pair.id)
    opened = _pairs_by_key([case.id for case in mine])
    every = keys.keys_of(set().union(*(people[case.id] for case in mine)))
    found = []
    for case in mine:
        theirs = [key for key in every if key.person_id in people[case.id]]
        of_case = {key: opened[key.id] & pairs[case.id] for key in theirs}
        found.append(_held(case, pairs[case.id], of_case, person_id, at))
    return found


def _open_cases_told(person_id: int) -> list[Alert]:
    told = Delivery.select(Delivery.alert).where(Delivery.officer == person_id)
    with_keys = CasePair.select(CasePair.alert)
    found = Alert.select().where(
        Alert.id.in_(told),
        Alert.id.in_(with_keys),
        Alert.kind == AlertKind.REAL,
        Alert.state.not_in(literals(OVER)),
    )
    return list(found.order_by(Alert.id.desc()))


def _held(
    case: Alert,
    pairs: set[int],
    opened: dict[OfficerKey, set[int]],
    person_id: int,
    at: dt.datetime,
) -> Held:
    """How a case is held, by its pairs and those of them that each officer's key opens."""
    mine = next((some for key, some in opened.items() if key.person_id == person_id), set())
    others = {key: some for key, some in opened.items() if key.person_id != person_id}
    holders = [key for key, some in opened.items() if some == pairs]
    return Held(
        case,
        is_mine=mine == pairs,
        others=[key.person.name for key, some in others.items() if some == pairs],
        waiting=[key.person.name for key, some in others.items() if mine - some],
        recent=sum(rules.is_recent(key.unlocked_at, at) for key in holders),
    )


def _pairs_by_key(case_ids: Collection[int]) -> dict[int, set[int]]:
    """Which of these cases' pairs each officer's key opens."""
    found: dict[int, set[int]] = defaultdict(set)
    for share in keys.shares_of(*case_ids):
        if share.officer_key_id:
            found[share.officer_key_id].add(share.pair_id)
    return found


def keys_of_leavers() -> list[OfficerKey]:
    """Pairs in use whose officer is called for help no more."""
    used = OfficerKey.select().where(OfficerKey.ended_at.is_null()).order_by(OfficerKey.id)
    called = called_among([key.person_id for key in used])
    return [key for key in used if key.person_id not in called]


def shared_cases() -> list[int]:
    """Ids of the alerts of whose pairs some officer holds a share."""
    held = Share.select(Share.pair).where(Share.officer_key.is_null(False))
    pairs = CasePair.select(CasePair.alert).where(CasePair.id.in_(held)).distinct()
    return sorted(pair.alert_id for pair in pairs)


def has_strangers(alert: Alert, at: dt.datetime) -> bool:
    """Whether somebody holds a share of a case that they may not read any more."""
    theirs = keys.all_keys_but_of(keys.people_for(alert, at))
    return (
        Share.select()
        .join(CasePair)
        .where(CasePair.alert == alert.id, Share.officer_key.in_(theirs))
        .exists()
    )


def let_in_among(person_id: int) -> list[LetIn]:
    """The officers of whom somebody may make sure, by name."""
    doubted = (
        Person.select()
        .join(Membership)
        .where(Person.doubted_since.is_null(False), Person.is_active, Membership.ended_at.is_null())
        .distinct()
        .order_by(Person.name, Person.id)
    )
    found = [each for person in doubted if (each := let_in(person))]
    return [each for each in found if person_id in each.told_ids]


def let_in(person: Person) -> LetIn | None:
    """Somebody called for help whom staff let in, with the officers who may make sure of them.

    Not whoever made the link, nor somebody whom staff let in as well.
    """
    since = let_in_since(person) if called_among([person.id]) else None
    if since is None:
        return None
    without = {person.id, *makers_of_links_since(person.id, since)}
    others = [each for each in _officers_near(person) if each.id not in without]
    return LetIn(person, since, frozenset(each.id for each in others if not let_in_since(each)))


def _officers_near(person: Person) -> list[Person]:
    """The officers of a person's offices; where there is no other, those of all offices."""
    offices = [each.office_id for each in memberships_of(person.id) if each.office_id]
    found = (
        Person.select().join(Membership).where(Membership.role == Role.OFFICER, Person.is_active)
    )
    found = found.where(Membership.ended_at.is_null(), Person.id != person.id).distinct()
    return list(found.where(Membership.office.in_(offices))) or list(found)


def person_let_in(key: str) -> LetIn | None:
    person = Person.get_or_none(Person.key == key)
    return let_in(person) if person else None


def helped_since(alert: Alert) -> list[AccountEvent]:
    """What staff did, since a call, to how its person signs in or is reached."""
    about = AccountEvent.person.in_(alert.subject_ids), AccountEvent.at > alert.raised_at
    changed = AccountEvent.change.in_(literals(ABOUT_REACHING))
    return list(AccountEvent.select().where(*about, changed).order_by(AccountEvent.id))


def is_noted(alert: Alert, verb: str, at: dt.datetime) -> bool:
    """Whether this has been noted of an alert, as of that very moment."""
    same = AlertEvent.alert == alert.id, AlertEvent.verb == verb, AlertEvent.at == at
    return AlertEvent.select().where(*same).exists()


def doubted_alerts() -> list[Alert]:
    """Open calls of people whose account staff had a hand in since."""
    about = AccountEvent.change.in_(literals(ABOUT_REACHING)), AccountEvent.at > Alert.raised_at
    helped = AccountEvent.select(AccountEvent.id).where(
        AccountEvent.person.in_([Alert.person, Alert.claimed_by_session, Alert.claimed_by_ticket]),
        *about,
    )
    found = Alert.select().where(Alert.kind == AlertKind.REAL, Alert.state.not_in(literals(OVER)))
    return list(found.where(fn.EXISTS(helped)).order_by(Alert.id))


def recovery_key_of(public: str) -> RecoveryKey | None:
    """The recovery key, used now or before, whose sheets these are."""
    return RecoveryKey.get_or_none(RecoveryKey.public == public)


def shares_on_paper(alert_id: int, recovery: RecoveryKey) -> list[Share]:
    """What the sheets of a recovery key open of a case."""
    found = Share.select(Share, CasePair).join(CasePair)
    return list(found.where(CasePair.alert == alert_id, Share.recovery_key == recovery.id))


def restorations_of(alert_id: int) -> list[Restoration]:
    found = Restoration.select().where(Restoration.alert == alert_id)
    return list(found.order_by(Restoration.id))
