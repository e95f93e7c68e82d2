"""Inviting alumni to keep their own record, and asking once a year whether it is still right."""

import datetime as dt

from flask_babel import lazy_gettext as _

from mori.core.clock import local
from mori.core.db import new_key, writing
from mori.core.errors import Refused
from mori.core.states import advance
from mori.links.operations import Given, Post, give_link
from mori.links.rules import About, Hand
from mori.offices.models import Office
from mori.offices.queries import all_offices

from ..bounces.operations import note_bounced
from ..consents.operations import hold
from ..finding.operations import refresh
from ..models import Alumnus
from ..own.rules import OWN
from ..queries import record_of
from ..records.operations import record
from ..rules import ALUMNUS, IN_TOUCH, MOVES
from . import queries
from .rules import (
    AN_HOUR,
    BOUNCED,
    HOURS,
    MOST_UNANSWERED,
    UNANSWERED,
    YEAR,
    is_counted,
    may_be_invited,
)


@writing()
def invite(
    alumnus: Alumnus, mail: str, token: str, actor_id: int, at: dt.datetime, post: Post
) -> Given:
    """Make somebody a link to their own record: mailed to an address of theirs, or to be shared.

    The same form twice is refused: the first answer alone can show the link.
    """
    head = hold(alumnus)
    if not may_be_invited(head.state, mail):
        raise Refused(_("Nobody is written to who stepped back, died or was erased."))
    if mail and mail not in record_of(head).mails:
        raise Refused(_("This address is not theirs any more, or refuses mail."))
    given = _give(head, mail, token, actor_id, at, post, "alumni/invitation")
    if is_counted(head.state):
        _note_asked(head, at)
    record(head.id, "invite", actor_id, at, mail)
    refresh([head.id])
    return given


def _give(
    head: Alumnus,
    mail: str,
    token: str,
    actor_id: int,
    at: dt.datetime,
    post: Post,
    template: str,
) -> Given:
    held = record_of(head)
    return give_link(
        OWN,
        About(ALUMNUS, head.key, held.name),
        Hand(held.name, mail, next(iter(held.phones), "")),
        head.office_id,
        token,
        actor_id,
        at,
        post,
        template=template,
        locale=head.locale,
    )


def _note_asked(head: Alumnus, at: dt.datetime) -> None:
    Alumnus.update(asked_at=at, unanswered=Alumnus.unanswered + 1).where(
        Alumnus.id == head.id
    ).execute()


def keep_in_touch(post: Post, at: dt.datetime) -> None:
    """What an hour brings: addresses that refuse mail, who is silent, and who is asked next."""
    for office_id, address, refused_at in queries.refused(at):
        note_bounced(office_id, address, refused_at)
    for alumnus in queries.unreachable():
        lose_touch(alumnus, BOUNCED, at)
    for alumnus in queries.silent(at):
        lose_touch(alumnus, UNANSWERED, at)
    for office in all_offices():
        ask_next(office, post, at)


def ask_next(office: Office, post: Post, at: dt.datetime) -> None:
    """Ask a few of those who have waited longest; killed in between, the rest stays due."""
    asker = queries.asker_of(office.id)
    if asker is None or local(at, office.zone).hour not in HOURS:
        return
    for alumnus in queries.due_to_ask(office.id, at, AN_HOUR):
        ask(alumnus, asker.id, at, post)


@writing()
def ask(alumnus: Alumnus, actor_id: int, at: dt.datetime, post: Post) -> None:
    """Ask somebody whether what the office holds is still right, once a year."""
    head = hold(alumnus)
    held = record_of(head)
    if not held.mails or held.is_restricted or not _is_due(head, at):
        return
    _give(head, held.mails[0], new_key(), actor_id, at, post, "alumni/question")
    _note_asked(head, at)
    record(head.id, "ask", None, at, held.mails[0])
    refresh([head.id])


def _is_due(head: Alumnus, at: dt.datetime) -> bool:
    """Whether nothing has happened since they were found due."""
    moments = [each for each in (head.asked_at, head.answered_at) if each]
    return head.state in IN_TOUCH and max(moments, default=at) <= at - YEAR


@writing()
def lose_touch(alumnus: Alumnus, why: str, at: dt.datetime) -> None:
    """Nobody answers there any more: kept, shown as agreed, and asked no further."""
    head = hold(alumnus)
    is_silent = head.unanswered >= MOST_UNANSWERED
    is_so = is_silent if why == UNANSWERED else not record_of(head).mails
    if head.state in IN_TOUCH and is_so:
        advance(head, MOVES, "lose_touch", None, at, why, revision=head.revision + 1)
        refresh([head.id])
