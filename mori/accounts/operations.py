"""Changes to people, their roles, invitations and sessions."""

import datetime as dt
import hashlib
import secrets
from contextlib import suppress

from flask_babel import lazy_gettext as _
from peewee import OperationalError

from mori.access.roles import TERMS, Actor, Role
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile
from mori.core.workdays import DAY
from mori.notifications import operations as outbox
from mori.notifications.letters import letter
from mori.notifications.queries import queued

from . import queries
from .models import Invitation, Membership, Person, Session
from .passwords import hashed
from .rules import INVITATION_LASTS, LATELY, LINKS_A_DAY, lifetime, sought

SEEN_EVERY, SEEN_WITHIN = dt.timedelta(hours=1), 0.2  # seconds; else the next page notes it
PHONE_TAKEN = _("Someone else already signs in with this phone number.")
EMAIL_TAKEN = _("Someone else already signs in with this e-mail address.")


def digest_of(token: str) -> str:
    """What is kept of a token: enough to recognise it, useless to whoever reads it."""
    return hashlib.sha256(token.encode()).hexdigest()


@writing()
def add_person(
    name: str, at: dt.datetime, phone: str | None = None, email: str | None = None
) -> Person:
    """Add someone who can later be invited; ``phone`` and ``email`` are normal forms."""
    _require_free_contact(phone, email)
    return Person.create(name=name, name_folded=sought(name), phone=phone, email=email, made_at=at)


@writing()
def change_person(person: Person, name: str, phone: str | None, email: str | None) -> None:
    """Correct someone's name and contact."""
    _require_free_contact(phone, email, other_than=person.id)
    name_folded = sought(name)
    Person.update(name=name, name_folded=name_folded, phone=phone, email=email).where(
        Person.id == person.id
    ).execute()
    Membership.update(name_folded=name_folded).where(Membership.person == person.id).execute()


def _require_free_contact(phone: str | None, email: str | None, other_than: int = 0) -> None:
    if phone and queries.is_taken(Person.phone, phone, other_than):
        raise Refused(PHONE_TAKEN)
    if email and queries.is_taken(Person.email, email, other_than):
        raise Refused(EMAIL_TAKEN)


@writing()
def give_role(
    person: Person, office_id: int | None, role: Role, at: dt.datetime, unit_id: int | None = None
) -> Membership:
    """Give a role in an office, or in none, or give it again after it had ended."""
    if office_id is None and TERMS[role].needs_office:
        raise Refused(_("This role belongs to an office. Say which."))
    membership, is_new = Membership.get_or_create(
        person=person,
        office=office_id,
        role=role,
        defaults={"unit": unit_id, "made_at": at, "name_folded": person.name_folded},
    )
    if not is_new:
        Membership.update(unit=unit_id, ended_at=None).where(
            Membership.id == membership.id
        ).execute()
    return membership


@writing()
def add_member(
    name: str,
    phone: str | None,
    email: str | None,
    office_id: int | None,
    role: Role,
    at: dt.datetime,
    unit_id: int | None = None,
) -> Person:
    """Add someone new together with their first role."""
    person = add_person(name, at, phone, email)
    give_role(person, office_id, role, at, unit_id)
    return person


@writing()
def end_role(membership: Membership, at: dt.datetime) -> None:
    """Take a role away; sessions in it stop at once."""
    Membership.update(ended_at=at).where(
        Membership.id == membership.id, Membership.ended_at.is_null()
    ).execute()
    Session.update(ended_at=at).where(
        Session.membership == membership.id, Session.ended_at.is_null()
    ).execute()


@writing()
def invite_person(
    person: Person, at: dt.datetime, made_by: int | None = None, token: str | None = None
) -> str:
    """Make a link's token that sets a password once; earlier links stop working."""
    _void_links(person.id, at)
    return _make_link(person, at, made_by, token)


def _void_links(person_id: int, at: dt.datetime) -> None:
    Invitation.update(expires_at=at).where(
        Invitation.person == person_id, Invitation.used_at.is_null(), Invitation.expires_at > at
    ).execute()


def _make_link(
    person: Person, at: dt.datetime, made_by: int | None, token: str | None = None
) -> str:
    token = token or secrets.token_urlsafe(24)
    Invitation.create(
        digest=digest_of(token),
        person=person,
        made_by=made_by,
        made_at=at,
        expires_at=at + INVITATION_LASTS,
    )
    return token


@writing()
def accept_invitation(invitation: Invitation, password: str, at: dt.datetime) -> Person:
    """Set the password, and end every session that was open before."""
    used = (
        Invitation.update(used_at=at)
        .where(Invitation.id == invitation.id, Invitation.used_at.is_null())
        .execute()
    )
    if not used:
        raise Refused(_("This link has been used already. Ask for a new one."))
    if invitation.made_by_id:
        doubt(invitation.person_id, at)
    return _set_password(invitation.person, password, at)


@writing()
def doubt(person_id: int, at: dt.datetime) -> None:
    """Staff had a hand in how somebody signs in: from now on it may be somebody else."""
    Person.update(doubted_since=at).where(
        Person.id == person_id, Person.doubted_since.is_null()
    ).execute()


@writing()
def void_help_tickets(person_id: int) -> None:
    """No phone can call for help as this person any more, until they sign in on it again."""
    Person.update(help_epoch=Person.help_epoch + 1).where(Person.id == person_id).execute()


@writing()
def change_password(person: Person, password: str, at: dt.datetime, keep: int | None) -> Person:
    """Set a new password and end all sessions but ``keep``."""
    return _set_password(person, password, at, keep)


def _set_password(
    person: Person, password: str, at: dt.datetime, keep: int | None = None
) -> Person:
    Person.update(password_hash=hashed(password)).where(Person.id == person.id).execute()
    void_help_tickets(person.id)
    _void_links(person.id, at)
    Session.update(ended_at=at).where(
        Session.person == person.id, Session.ended_at.is_null(), Session.id != (keep or 0)
    ).execute()
    return queries.person_by_id(person.id)


@writing()
def open_session(
    person: Person, at: dt.datetime, device: str = "", role_key: str = "", *, has_code: bool = False
) -> str:
    """Begin a session in a role, or the person's first; the token is for their cookie alone."""
    memberships = queries.memberships_of(person.id)
    if not memberships or not person.is_active:
        raise Refused(_("Your account has no role at the moment. Ask your office."))
    token = secrets.token_urlsafe(32)
    Session.create(
        digest=digest_of(token),
        membership=next((each for each in memberships if each.key == role_key), memberships[0]),
        person=person,
        device=device[:80],
        has_code=has_code,
        began_at=at,
        seen_at=at,
        expires_at=at + lifetime(each.role for each in memberships),
    )
    return token


def resume_session(token: str, at: dt.datetime, zone: str) -> Actor | None:
    """Whoever is signed in with this token now; ``zone`` is for those who have no office."""
    row = queries.live_session.first(digest=digest_of(token), at=at, lately=(at - LATELY).date())
    if row is None:
        return None
    if at - row.seen_at > SEEN_EVERY:
        _touch(row.session_id, at)
    return queries.actor_of(row, zone)


def _touch(session_id: int, at: dt.datetime) -> None:  # holds up no page
    with suppress(OperationalError), writing(within=SEEN_WITHIN):
        Session.update(seen_at=at).where(Session.id == session_id).execute()


@writing()
def keep_notices(session_id: int, notices: str) -> None:
    """Keep what the next page has to say once."""
    Session.update(notices=notices).where(Session.id == session_id).execute()


@writing()
def end_session(session: Session, at: dt.datetime) -> None:
    """Sign a browser out; its cookie is dead from now on."""
    Session.update(ended_at=at).where(
        Session.id == session.id, Session.ended_at.is_null()
    ).execute()


@writing()
def switch_role(session_id: int, membership: Membership) -> None:
    """Go on in another of one's roles."""
    Session.update(membership=membership).where(Session.id == session_id).execute()


@writing()
def choose_language(person_id: int, locale: str) -> None:
    """Choose the language of one's pages."""
    Person.update(locale=locale).where(Person.id == person_id).execute()


@writing()
def keep_second_factor(person: Person, sealed: str, step: int) -> None:
    """Store the secret whose code has just been shown to be right, unless there is one by now."""
    kept = Person.update(second_factor=sealed, second_factor_step=step).where(
        Person.id == person.id, Person.second_factor.is_null()
    )
    if not kept.execute():
        raise changed_meanwhile()


@writing()
def forget_second_factor(person: Person) -> None:
    """Let someone whose phone is lost set up codes anew; their sessions stay as they are."""
    Person.update(second_factor=None, second_factor_step=0).where(Person.id == person.id).execute()


@writing()
def spend_code(person: Person, step: int) -> bool:
    """Use up a one-time code's time step; False if it was spent before."""
    return bool(
        Person.update(second_factor_step=step)
        .where(Person.id == person.id, Person.second_factor_step < step)
        .execute()
    )


@writing()
def mail_new_link(login: str, at: dt.datetime, base_url: str) -> None:
    """Mail a new link to whoever this is, if there is anyone and they have an address.

    Nothing tells whether there was. Whoever asks may be a stranger: a link that was there
    before stays good, and a second request within ten minutes, or a sixth of a day, sends nothing.
    """
    person = queries.person_by_login(login)
    if person is None or person.email is None or not person.is_active:
        return
    token = f"link {person.key} {int(at.timestamp()) // 600}"
    if queued(token) or queries.links_asked_since(person.id, at - DAY) >= LINKS_A_DAY:
        return
    url = f"{base_url}/undangan/{_make_link(person, at, None)}"
    subject, body = letter("accounts/new_link", person.locale, name=person.name, url=url)
    outbox.post_message(token, person.email, subject, body, at)


@writing()
def tell_of_guessing(person: Person, at: dt.datetime, base_url: str) -> None:
    """Tell somebody, once a day, that wrong passwords keep coming for their account."""
    if person.email is None or not person.is_active:
        return
    token = f"guessed {person.key} {at:%Y-%m-%d}"
    url = f"{base_url}/lupa-sandi"
    subject, body = letter("accounts/guessed", person.locale, name=person.name, url=url)
    outbox.post_message(token, person.email, subject, body, at)
