"""Asking members once, after a year without activity, whether they still belong."""

import datetime as dt

from mori.core.clock import local, local_date
from mori.core.db import new_key, writing
from mori.links.operations import Post
from mori.offices.models import Office
from mori.offices.queries import offices_with
from mori.offices.rules import Module

from ..members.operations import give_own_link
from ..models import Member
from ..operations import hold, move_member, record
from ..rules import MemberState
from . import queries
from .rules import ANSWER_WITHIN, HOURS, YEAR


def ask_and_lapse(post: Post, at: dt.datetime) -> None:
    """What an hour brings: a few are asked, and who did not answer is dormant."""
    for office in offices_with(Module.NETWORK):
        today = local_date(at, office.zone)
        for member in queries.due_to_lapse(office.id, today, at):
            let_lapse(member, at)
        if local(at, office.zone).hour in HOURS:
            ask_next(office, post, at)


def ask_next(office: Office, post: Post, at: dt.datetime) -> None:
    """Ask a few of those who have waited longest; killed in between, the rest stays due."""
    asker = queries.asker_of(office.id)
    if asker is None:
        return
    for member in queries.due_to_ask(office.id, local_date(at, office.zone)):
        ask(member, asker.id, at, post)


@writing()
def ask(member: Member, actor_id: int, at: dt.datetime, post: Post) -> None:
    """Ask somebody once; whoever has no mail address is for a coordinator to ask."""
    held = hold(member)
    if held.asked_at or not _is_silent(held, at):
        return
    Member.update(asked_at=at).where(Member.id == held.id).execute()
    record(held.id, "ask", None, at, held.mail)
    if held.mail:
        give_own_link(held, held.mail, new_key(), actor_id, at, post, "network/question")


@writing()
def let_lapse(member: Member, at: dt.datetime) -> None:
    """Nothing happened for a year, and nobody answered: dormant until they renew."""
    held = hold(member)
    was_asked = held.asked_at and held.asked_at <= at - ANSWER_WITHIN
    if was_asked and _is_silent(held, at):
        move_member(held, "lapse", None, at)


def _is_silent(member: Member, at: dt.datetime) -> bool:
    today = local_date(at, member.office.zone)
    is_old = member.active_on is not None and member.active_on < today - YEAR
    return member.state == MemberState.ACTIVE and is_old
