"""What staff change of people: only by whoever stands above them, on record, and said to them."""

import datetime as dt
from collections.abc import Iterable

from flask_babel import lazy_gettext as _

from mori.access.holds import what_holds
from mori.access.roles import Actor, Role
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile, lock
from mori.notifications import operations as outbox
from mori.notifications.letters import letter
from mori.offices.models import Office

from .. import operations as accounts
from ..models import Invitation, Membership, Person, Session
from ..queries import memberships_of, people_in_role, person_by_id
from ..rules import appointable_by
from . import queries
from .models import AccountEvent
from .rules import CALLED_FOR_HELP, AccountChange, stands_above

FITS_NOTHING = "none"  # a hash of no password; an empty one would say that there never was any


@writing()
def add_member(
    actor: Actor,
    name: str,
    phone: str | None,
    email: str | None,
    role: Role,
    at: dt.datetime,
    unit_id: int | None = None,
) -> Person:
    """Add someone new to the actor's office, in a role that the actor may give."""
    _require_may_give(actor, role)
    person = accounts.add_member(name, phone, email, actor.office_id, role, at, unit_id)
    _announce(person, [_event(person, AccountChange.ADDED, actor.person_id, at, after=role)], email)
    return person


@writing()
def admit_intern(
    office_id: int,
    name: str,
    phone: str | None,
    email: str | None,
    actor_id: int | None,
    at: dt.datetime,
) -> Person:
    """Add somebody whom an office accepted as an intern of it; whoever accepts them tells them."""
    person = accounts.add_member(name, phone, email, office_id, Role.INTERN, at)
    _event(person, AccountChange.ADDED, actor_id, at, after=Role.INTERN)
    return person


@writing()
def admit_again(person: Person, office_id: int, actor_id: int | None, at: dt.datetime) -> None:
    """The same of somebody who has an account already."""
    accounts.give_role(person, office_id, Role.INTERN, at)
    _event(person, AccountChange.GIVEN, actor_id, at, after=Role.INTERN)


@writing()
def appoint_first_head(
    office: Office,
    name: str,
    phone: str | None,
    email: str | None,
    actor_id: int,
    at: dt.datetime,
) -> str:
    """Give an office that has no head somebody new as its head; the link's token for them."""
    lock(office)  # whoever appoints one at the same time waits here
    if people_in_role(office.id, Role.HEAD):
        raise Refused(_("This office has a head already."))
    person = accounts.add_member(name, phone, email, office.id, Role.HEAD, at)
    event = _event(person, AccountChange.ADDED, actor_id, at, after=Role.HEAD)
    _announce(person, [event], email)
    return accounts.invite_person(person, at, actor_id)


@writing()
def renew_first_link(office: Office, actor_id: int, at: dt.datetime) -> str:
    """Make the link of a head anew who never came in; the one before stops working."""
    lock(office)
    heads = people_in_role(office.id, Role.HEAD)
    if [each.password_hash for each in heads] != [None]:
        raise Refused(_("The head of this office has come in already."))
    _announce(heads[0], [_event(heads[0], AccountChange.LINK, actor_id, at)], heads[0].email)
    return accounts.invite_person(heads[0], at, actor_id)


@writing()
def change_person(
    actor: Actor, person: Person, name: str, phone: str | None, email: str | None, at: dt.datetime
) -> None:
    """Correct someone's name and contact; the old and the new address hear of it."""
    person = _below(actor, person)
    _require_of_one_office(actor, person)
    accounts.change_person(person, name, phone, email)
    if email and email != person.email:  # where links for a lost password go
        accounts.doubt(person.id, at)
    record_changes(actor.person_id, person, name, phone, email, at)


@writing()
def record_changes(
    actor_id: int, person: Person, name: str, phone: str | None, email: str | None, at: dt.datetime
) -> None:
    """Put on record what differs from ``person`` as it was, and tell whom it concerns."""
    pairs = (
        (AccountChange.NAME, person.name, name),
        (AccountChange.PHONE, person.phone or "", phone or ""),
        (AccountChange.EMAIL, person.email or "", email or ""),
    )
    events = [
        _event(person, change, actor_id, at, before, after)
        for change, before, after in pairs
        if before != after
    ]
    _announce(person, events, person.email, email)


@writing()
def ask_to_confirm(person: Person, recipient: str, url: str, at: dt.datetime) -> None:
    """Mail a link that confirms an own change of number or address; one in ten minutes."""
    subject, body = letter("accounts/confirm_contact", person.locale, name=person.name, url=url)
    token = f"contact {accounts.digest_of(recipient)[:16]} {int(at.timestamp()) // 600}"
    outbox.post_message(token, recipient, subject, body, at)


@writing()
def change_own_contact(
    person: Person, phone: str | None, email: str | None, at: dt.datetime
) -> None:
    """Change one's own number and address, which the addresses themselves have confirmed."""
    accounts.change_person(person, person.name, phone, email)
    record_changes(person.id, person, person.name, phone, email, at)


@writing()
def make_link(actor: Actor, person: Person, at: dt.datetime) -> str:
    """Make a link's token for someone who lost their password, to be handed over."""
    person = _below(actor, person)
    _require_of_one_office(actor, person)
    _announce(person, [_event(person, AccountChange.LINK, actor.person_id, at)], person.email)
    return accounts.invite_person(person, at, actor.person_id)


@writing()
def give_role(
    actor: Actor, person: Person, role: Role, at: dt.datetime, unit_id: int | None = None
) -> None:
    """Give someone of the actor's office a further role there."""
    person = _below(actor, person)
    _require_may_give(actor, role)
    accounts.give_role(person, actor.office_id, role, at, unit_id)
    _announce(
        person, [_event(person, AccountChange.GIVEN, actor.person_id, at, after=role)], person.email
    )


@writing()
def end_role(actor: Actor, membership: Membership, at: dt.datetime) -> None:
    """Take a role away; sessions in it stop at once."""
    person = _below(actor, membership.person)
    _require_may_give(actor, membership.role)
    if held := what_holds(person.id, membership.office_id, membership.role):
        raise Refused(held)
    event = _event(person, AccountChange.ENDED, actor.person_id, at, before=membership.role)
    _announce(person, [event], person.email)  # while the role still says who hears of it
    accounts.end_role(membership, at)


@writing()
def disable_account(actor: Actor, person: Person, at: dt.datetime) -> None:
    """Let someone sign in no more, though a phone of theirs can still call for help."""
    person = _below(actor, person)
    _require_of_one_office(actor, person)
    if not Person.update(is_active=False).where(Person.id == person.id, Person.is_active).execute():
        raise changed_meanwhile()
    _end_sessions_and_links(person.id, person.made_at, at)
    _announce(person, [_event(person, AccountChange.DISABLED, actor.person_id, at)], person.email)


@writing()
def enable_account(actor: Actor, person: Person, at: dt.datetime) -> None:
    """Let someone sign in again, with the password they had."""
    person = _below(actor, person)
    _require_of_one_office(actor, person)
    if not Person.update(is_active=True).where(Person.id == person.id, ~Person.is_active).execute():
        raise changed_meanwhile()
    _announce(person, [_event(person, AccountChange.ENABLED, actor.person_id, at)], person.email)


@writing()
def vouch_for(person_id: int) -> None:
    """Somebody has made sure who it is that signs in."""
    Person.update(doubted_since=None).where(Person.id == person_id).execute()


@writing()
def shut_out(person_id: int, since: dt.datetime, at: dt.datetime) -> None:
    """Sign out whoever signed in since a moment, and leave them nothing to come back with."""
    _end_sessions_and_links(person_id, since, at)
    Person.update(password_hash=FITS_NOTHING, help_epoch=Person.help_epoch + 1).where(
        Person.id == person_id
    ).execute()


def _end_sessions_and_links(person_id: int, since: dt.datetime, at: dt.datetime) -> None:
    Session.update(ended_at=at).where(
        Session.person == person_id, Session.began_at >= since, Session.ended_at.is_null()
    ).execute()
    Invitation.update(expires_at=at).where(
        Invitation.person == person_id, Invitation.used_at.is_null(), Invitation.expires_at > at
    ).execute()


def may_change(actor: Actor, person_id: int) -> bool:
    """Whether somebody in this role stands above a person in every role, wherever held."""
    held = {each.role for each in memberships_of(person_id)}
    return person_id != actor.person_id and stands_above(actor.role, held)


def _below(actor: Actor, person: Person) -> Person:
    """The person as they are now, their row locked, if the actor stands above them."""
    lock(person)  # so that no role is given meanwhile
    if not may_change(actor, person.id):
        raise Refused(_("Only somebody who stands above each of this person's roles may do that."))
    return person_by_id(person.id)


def _require_may_give(actor: Actor, role: Role) -> None:
    if role not in appointable_by(actor.role):
        raise Refused(_("Another role decides about this one."))


def _require_of_one_office(actor: Actor, person: Person) -> None:
    if queries.offices_of(person.id) - {actor.office_id}:
        raise Refused(
            _("This person works for another office too: they change their details there.")
        )


def _event(
    person: Person,
    change: AccountChange,
    actor_id: int | None,
    at: dt.datetime,
    before: str = "",
    after: str = "",
) -> AccountEvent:
    return AccountEvent.create(
        person=person, change=change, before=before, after=after, actor=actor_id, at=at
    )


def _announce(person: Person, events: list[AccountEvent], *addresses: str | None) -> None:
    """Mail what was changed to the person, and of whoever is called for help to the others."""
    if not events:
        return
    own = dict.fromkeys(address for address in addresses if address)
    letters = [(address, person.locale) for address in own]
    letters += [(each.email or "", each.locale) for each in _others_concerned(person, events)]
    for number, (address, locale) in enumerate(letters):
        subject, body = letter("accounts/changed", locale, person=person, events=events)
        token = f"account {events[0].key} {number}"
        outbox.post_message(token, address, subject, body, events[0].at)


def _others_concerned(person: Person, events: Iterable[AccountEvent]) -> list[Person]:
    roles = {each.role for each in memberships_of(person.id)}
    if not roles & CALLED_FOR_HELP:
        return []
    without = {person.id, *(event.actor_id for event in events if event.actor_id)}
    return queries.called_for_help(queries.offices_of(person.id), without)


@writing()
def keep_robot(key: str, email: str | None, at: dt.datetime) -> None:
    """Keep a person with a mailbox, without a role, and who cannot sign in."""
    Person.insert(
        key=key, name="Robot", name_folded="robot", is_active=False, made_at=at
    ).on_conflict_ignore().execute()
    Person.update(email=email).where(Person.key == key).execute()
