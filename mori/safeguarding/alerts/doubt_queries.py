"""Who taps, and whether it is the person, after staff had a hand in how they sign in."""

import datetime as dt
from dataclasses import replace
from typing import Any, NamedTuple

from peewee import Case

from mori.accounts.models import Membership, Person, Session
from mori.accounts.people.models import AccountEvent
from mori.accounts.people.queries import account_events_of
from mori.accounts.people.rules import AccountChange
from mori.accounts.queries import session_by_id, sessions_begun_since

from .models import Alert, Tap
from .rules import ROBOT, AlertKind, Tapper, is_in_doubt, tapper

ABOUT_REACHING = {AccountChange.LINK, AccountChange.PHONE, AccountChange.EMAIL}


def who_tapped(record: dict[str, Any]) -> Tapper:
    """Whom the session and the help ticket of a tap name.

    A session names its person even after it has ended, a ticket while its epoch is
    the person's: whoever must not sign in any more may still call for help.
    """
    session = Session.get_or_none(Session.digest == record["session"])
    person = session.person_id if session else None
    page = _ticket_holder(record["person"], record["epoch"])
    ticket = _ticket_holder(record.get("also", ""), record.get("also_epoch", 0))
    office = session.membership.office_id if session else None
    who = tapper(person, ticket, office or _first_office(person or page), page)
    is_robot = who.person is not None and record["person"] == ROBOT
    return replace(who, kind=AlertKind.CANARY) if is_robot else who


def _ticket_holder(key: str, epoch: int) -> int | None:
    holder = Person.get_or_none(Person.key == key, Person.help_epoch == epoch)
    return holder.id if holder else None


def _first_office(person_id: int | None) -> int | None:
    has_ended = Case(None, [(Membership.ended_at.is_null(), 0)], 1)
    membership = (
        Membership.select(Membership.office)
        .where(Membership.person == person_id, Membership.office.is_null(False))
        .order_by(has_ended, Membership.id)
        .get_or_none()
    )
    return membership.office_id if membership else None


class Doubt(NamedTuple):
    """What officers know of it before they find out who it is."""

    person_id: int
    since: dt.datetime
    events: list[AccountEvent]  # what staff did
    sessions: list[Session]  # that began since
    seen: str  # the latest of them: a decision is about what was seen


def is_doubted(tap: Tap) -> bool:
    """Whether a tap may be somebody else's than the person's."""
    person = tap.alert.person
    if person is None:
        return False
    return is_in_doubt(person.doubted_since, tap.at, _began_at(tap.session_id))


def may_follow(tap: Tap, session_id: int | None) -> bool:
    """Whether a phone in a session, or in none, may see what becomes of a tap, and decide on it.

    In doubt it may as long as that session alone has called: then it learns and stops nothing
    of anybody else's.
    """
    person = tap.alert.person
    if not person or not is_in_doubt(person.doubted_since, tap.at, _began_at(session_id)):
        return True
    return session_id is not None and not _called_from_elsewhere(tap.alert_id, session_id)


def _began_at(session_id: int | None) -> dt.datetime | None:
    return session_by_id(session_id).began_at if session_id else None


def _called_from_elsewhere(alert_id: int, session_id: int) -> bool:
    elsewhere = Tap.session.is_null() | (Tap.session != session_id)
    return Tap.select().where(Tap.alert == alert_id, elsewhere).exists()


def doubt_about(alert: Alert) -> Doubt | None:
    """What gives officers reason to make sure who called; None if nothing does."""
    person = alert.person
    if person is None or person.doubted_since is None:
        return None
    sessions = sessions_begun_since(person.id, person.doubted_since)
    changes = [each for each in account_events_of(person.id) if each.change in ABOUT_REACHING]
    seen = sessions[0].key if sessions else ""
    return Doubt(person.id, person.doubted_since, changes, sessions, seen)
