"""What the office does about a report: checking it, returning it, and saying who a name is."""

import datetime as dt

from flask_babel import lazy_gettext as _

from mori.cascades.figures.operations import count_tree, weigh_evidence
from mori.cascades.trees.operations import hold_trees
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile
from mori.network.models import Member
from mori.network.operations import forget_activity, note_activity
from mori.network.rules import ActivityKind

from ..models import Learner, Teaching, TeachingEvent
from ..queries import co_teachers_of, learners_of, people_of, teaching_by_id
from ..rules import MOVES


@writing()
def check_report(teaching: Teaching, seen: int, actor_id: int, at: dt.datetime) -> None:
    """Say that it was as it is reported: in the history of whoever taught, too."""
    _advance(teaching, "check", seen, actor_id, at)
    fresh = teaching_by_id(teaching.id)
    what = (fresh.office_id, ActivityKind.TAUGHT, fresh.on, fresh.training.name, fresh.key)
    for member in (fresh.lead, *co_teachers_of(fresh.id)):
        note_activity(*what, member_id=member.id)


@writing()
def reopen_report(teaching: Teaching, seen: int, actor_id: int, at: dt.datetime) -> None:
    """Take a check back, and what it put into histories."""
    _advance(teaching, "reopen", seen, actor_id, at)
    forget_activity(ActivityKind.TAUGHT, teaching.key)


@writing()
def return_report(
    teaching: Teaching, seen: int, reason: str, actor_id: int, at: dt.datetime
) -> None:
    """Give a report back to whoever sent it, with a reason; it counts no more until it comes."""
    _advance(teaching, "return", seen, actor_id, at, reason)


def _advance(
    teaching: Teaching, verb: str, seen: int, actor_id: int, at: dt.datetime, said: str = ""
) -> None:
    hold_trees(teaching.training_id)
    fresh = teaching_by_id(teaching.id)
    if fresh.merged_into_id or fresh.revision != seen:
        raise changed_meanwhile()
    advance(fresh, MOVES, verb, actor_id, at, said, revision=Teaching.revision + 1)
    weigh_evidence(fresh.id)
    count_tree(fresh.training_id)


@writing()
def say_who(learner: Learner, member: Member | None, actor_id: int, at: dt.datetime) -> None:
    """Say which member a name means, or that it means none: only members are people known."""
    teaching = teaching_by_id(learner.teaching_id)
    hold_trees(teaching.training_id)
    people = people_of(member.id) if member else []
    others = [each for each in learners_of(teaching.id) if each.id != learner.id]
    if any(each.member_id in people for each in others):
        raise Refused(_("That member is on the list of this teaching already."))
    Learner.update(member=member.id if member else None).where(Learner.id == learner.id).execute()
    verb = "name" if member else "unname"
    TeachingEvent.create(teaching=teaching.id, verb=verb, actor=actor_id, at=at)
    count_tree(teaching.training_id)
