"""Giving signed links, handing them on, and ending them."""

import datetime as dt
import secrets
from collections.abc import Callable, Collection
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from mori.access.purposes import PURPOSES, Purpose
from mori.accounts.operations import digest_of
from mori.core.db import new_key, writing
from mori.core.errors import Refused
from mori.core.states import advance
from mori.notifications import operations as outbox
from mori.notifications.letters import letter

from . import queries
from .models import SignedLink, SignedLinkEvent
from .rules import LIVE, MOVES, SECRET_BYTES, About, Hand, LinkState

LOCALE = "id"  # nobody knows what whoever holds a link reads, unless a slice does
GIVEN = "links/given"  # the letter that brings a link, unless a slice has its own


class Post(NamedTuple):
    """What mail needs of the server: its address, the key that seals what waits, and where a
    link's door is.
    """

    address: str
    seal_with: bytes
    door: Callable[[str, str], str]  # the path, from a link's key and its secret


class Given(NamedTuple):
    """A link and its secret, which is nowhere else: to be shown or mailed now."""

    link: SignedLink
    secret: str


@writing()
def give_link(
    purpose: str,
    about: About,
    hand: Hand,
    office_id: int,
    token: str,
    actor_id: int,
    at: dt.datetime,
    post: Post,
    *,
    template: str = GIVEN,
    locale: str = LOCALE,
) -> Given:
    """Make a link for somebody, and mail it where an address is known.

    The same form twice is refused: the first answer alone can show the secret.
    """
    secret = secrets.token_urlsafe(SECRET_BYTES)
    link, is_new = SignedLink.get_or_create(
        token=token,
        defaults={
            "digest": digest_of(secret),
            "purpose": purpose,
            "about_kind": about.kind,
            "about_key": about.key,
            "about_name": about.name,
            "office": office_id,
            **hand._asdict(),
            "made_by": actor_id,
            "made_at": at,
            "expires_at": at + PURPOSES[purpose].lasts,
        },
    )
    if not is_new:
        raise Refused(
            _("This link is made already, and was shown once. Not seen? Revoke it, make another.")
        )
    given = Given(queries.link_by_id(link.id), secret)
    _mail(given, at, post, template, locale)
    return given


def _mail(
    given: Given, at: dt.datetime, post: Post, template: str = GIVEN, locale: str = LOCALE
) -> None:
    link = given.link
    if not link.email:
        return
    subject, body = letter(
        template,
        locale,
        name=link.name,
        office=link.office.name,
        opens=PURPOSES[link.purpose].label,
        about=link.about_name,
        url=post.address + post.door(link.key, given.secret),
    )
    outbox.post_message(mail_token(link), link.email, subject, body, at, seal_with=post.seal_with)


def mail_token(link: SignedLink) -> str:
    """By which the outbox knows the mail that brought the link."""
    return f"signed link {link.key}"


@writing()
def end_mail(kind: str, keys: Collection[str], at: dt.datetime) -> None:
    """Mail with a link about these rows goes out no more; the links open what they opened."""
    outbox.end_messages([mail_token(link) for link in queries.links_to(kind, keys)], at)


@writing()
def note_opened(link: SignedLink, at: dt.datetime) -> None:
    """Somebody pressed "open": no scanner does, which only looks."""
    SignedLink.update(used_at=at).where(
        SignedLink.id == link.id, SignedLink.state == LinkState.OPEN
    ).execute()


@writing()
def keep_notices(link_id: int, notices: str) -> None:
    """Keep what the next page behind a link says once."""
    SignedLink.update(notices=notices).where(SignedLink.id == link_id).execute()


def revoke_link(link: SignedLink, actor_id: int, at: dt.datetime, why: str = "") -> None:
    """Let a link open nothing any more."""
    advance(link, MOVES, "revoke", actor_id, at, why, ended_at=at)


@writing()
def disown_link(link: SignedLink, at: dt.datetime, post: Post) -> None:
    """It reached somebody else: it ends at once, and whoever made it is told."""
    advance(link, MOVES, "disown", None, at, ended_at=at)
    _tell_maker(link, "links/disowned", at, post)


@writing()
def forward_link(link: SignedLink, hand: Hand, at: dt.datetime, post: Post) -> SignedLink:
    """Hand a link on: the old one ends at once, and whoever made it is told.

    The new one is good no longer than the old; where its holder signs, it has no secret yet.
    """
    purpose: Purpose = PURPOSES[link.purpose]
    advance(link, MOVES, "forward", None, at, hand.name, ended_at=at)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    made = SignedLink.create(
        token=new_key(),
        digest=None if purpose.signs else digest_of(secret),
        state=LinkState.WAITING if purpose.signs else LinkState.OPEN,
        purpose=link.purpose,
        about_kind=link.about_kind,
        about_key=link.about_key,
        about_name=link.about_name,
        office=link.office_id,
        **hand._asdict(),
        handed_on_from=link,
        made_by=link.made_by_id,
        made_at=at,
        expires_at=link.expires_at,
    )
    fresh = queries.link_by_id(made.id)
    if not purpose.signs:
        _mail(Given(fresh, secret), at, post)
    _tell_maker(link, "links/forwarded", at, post, new=hand, waits=purpose.signs)
    return fresh


def _tell_maker(
    link: SignedLink, template: str, at: dt.datetime, post: Post, **more: object
) -> None:
    maker = link.made_by
    if not maker.email or not maker.is_active:
        return
    url = f"{post.address}/tautan"
    subject, body = letter(template, maker.locale, name=maker.name, link=link, url=url, **more)
    outbox.post_message(f"{template} {link.key}", maker.email, subject, body, at)


@writing()
def confirm_hand(link: SignedLink, actor_id: int, at: dt.datetime, post: Post) -> Given:
    """Say that the new hand is right: only now the link gets its secret."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    advance(link, MOVES, "confirm", actor_id, at, digest=digest_of(secret))
    given = Given(link, secret)
    _mail(given, at, post)
    return given


@writing()
def forget_row(kind: str, key: str, actor_id: int, at: dt.datetime, named: str = "") -> None:
    """What links were about is deleted: they open nothing any more, and name nobody.

    Where its own name is to be forgotten as well, it is ``named`` otherwise from now on.
    """
    for link in queries.links_about(kind, key):
        if link.state in LIVE:
            revoke_link(link, actor_id, at)
        nobody = {"name": "", "email": "", "phone": "", "about_name": named or link.about_name}
        SignedLink.update(**nobody).where(SignedLink.id == link.id).execute()
        SignedLinkEvent.update(note="").where(SignedLinkEvent.link == link.id).execute()
