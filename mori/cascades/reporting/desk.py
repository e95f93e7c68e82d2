"""What the pages of somebody who teaches on show, and where what they wrote comes from."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from mori.cascades.trees.operations import Source, from_teaching
from mori.events.followups.models import FollowUp
from mori.events.followups.queries import follow_up_by_key
from mori.events.models import Event
from mori.links.models import SignedLink
from mori.links.queries import links_to
from mori.links.rules import LinkState
from mori.network.models import Member
from mori.network.queries import keys_with, member_by_id
from mori.network.rules import MEMBER, OWN

from ..models import Teaching
from ..queries import people_of, teaching_by_code, teaching_by_id, teaching_by_key
from ..rules import COUNTED, code_meant
from . import queries
from .queries import Topic


class Offered(NamedTuple):
    """What somebody may choose in a report."""

    trainings: Sequence[Event]
    teachings: Sequence[Teaching]
    crowds: Sequence[Teaching]
    topics: Sequence[Topic]


def offered_to(member: Member, today: dt.date, teaching: Teaching | None = None) -> Offered:
    """What they learnt and whom they taught; of a report that is there, its own source too."""
    people = people_of(member.id)
    trainings = queries.trainings_attended(people, today)
    teachings = queries.teachings_attended(people)
    if teaching and teaching.source_teaching_id:
        known = {each.id for each in teachings}
        if teaching.source_teaching_id not in known:
            teachings = [teaching_by_id(teaching.source_teaching_id), *teachings]
    elif teaching and teaching.training_id not in {each.id for each in trainings}:
        trainings = [teaching.training, *trainings]
    but = teaching.id if teaching else 0
    return Offered(
        trainings,
        [each for each in teachings if each.id != but],
        queries.crowds_taught(people, but),
        queries.topics_offered(member.office_id),
    )


def source_by_code(code: str, member: Member) -> Source | None:
    """A teaching of the same office, that was sent, by what its participants were shown."""
    found = teaching_by_code(code_meant(code))
    if found is None or found.office_id != member.office_id or found.state not in COUNTED:
        return None
    return None if queries.is_theirs(found, people_of(member.id)) else from_teaching(found)


def own_teaching(member: Member, key: str) -> Teaching | None:
    """A teaching that somebody led, or taught beside; never one that became another."""
    found = teaching_by_key(key)
    if found is None or found.merged_into_id or found.office_id != member.office_id:
        return None
    return found if queries.is_theirs(found, people_of(member.id)) else None


def source_name(teaching: Teaching, offered: Offered) -> str:
    """Its source, as the form calls it."""
    if teaching.source_teaching_id:
        keys = {each.id: each.key for each in offered.teachings}
        return f"s-{keys.get(teaching.source_teaching_id, '')}"
    return f"t-{teaching.training.key}"


def promise_of(member: Member, key: str) -> FollowUp | None:
    """A promise of this member, by its key."""
    found = follow_up_by_key(key) if key else None
    is_theirs = found and found.member_id in people_of(member.id)
    return found if is_theirs else None


def link_to_report(follow_up: FollowUp, at: dt.datetime) -> SignedLink | None:
    """The own link of whoever promised, by which they report the teaching; the latest in use."""
    if not follow_up.member_id:
        return None
    in_use = [
        each
        for each in links_to(MEMBER, keys_with(member_by_id(follow_up.member_id)))
        if each.purpose == OWN and each.state is LinkState.OPEN and at < each.expires_at
    ]
    return max(in_use, key=lambda each: each.id, default=None)
