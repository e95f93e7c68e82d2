"""Reporting a teaching: drafting, sending, putting right, taking back."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from mori.cascades.figures.operations import count_tree, weigh_evidence
from mori.cascades.trees.operations import (
    Source,
    hang,
    hold_trees,
    require_before_children,
    require_earlier,
    source_of,
)
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile
from mori.core.texts.folding import folded
from mori.events.followups.operations import forget_teaching, keep_by_teaching
from mori.network.models import Member

from ..models import KeptPromise, Learner, Teaching, TeachingEvent, TeachingTopic
from ..queries import (
    children_of,
    learners_of,
    people_of,
    promise_kept_by,
    teaching_by_id,
    teaching_by_token,
    teachings_that_keep,
)
from ..rules import MOVES, OPEN, AudienceKind, PlaceKind


class Report(NamedTuple):
    """What whoever taught says of it."""

    source: Source
    on: dt.date
    minutes: int
    region_id: int
    place_kind: PlaceKind
    audience: AudienceKind
    same_crowd_as: Teaching | None = None
    headcount: int | None = None
    topics: Sequence[str] = ()
    learners: Sequence[str] = ()
    follow_up_id: int | None = None  # the promise that it keeps; said once, when it is drafted

    @property
    def columns(self) -> dict[str, object]:
        """What of it stands in the row itself."""
        return {
            **self.source.columns,
            "on": self.on,
            "minutes": self.minutes,
            "region": self.region_id,
            "place_kind": self.place_kind,
            "audience": self.audience,
            "same_crowd_as": self.same_crowd_as.id if self.same_crowd_as else None,
            "headcount": self.headcount,
        }


@writing()
def draft_report(lead: Member, report: Report, token: str, at: dt.datetime) -> Teaching:
    """Keep a report that is not sent yet; the same form again changes nothing."""
    hold_trees(report.source.training_id)
    if before := teaching_by_token(token):
        return before
    _require_possible(report)
    made = Teaching.create(
        token=token,
        office=lead.office_id,
        lead=lead.merged_into_id or lead.id,
        training=report.source.training_id,
        level=0,  # until it hangs
        made_at=at,
        **report.columns,
    )
    hang(made, report.source)
    _keep_lists(made.id, report)
    if report.follow_up_id:
        KeptPromise.create(teaching=made.id, follow_up=report.follow_up_id)
    _claim(lead, report.source)
    _note(made.id, "draft", at)
    count_tree(report.source.training_id)
    return teaching_by_id(made.id)


def _require_possible(report: Report) -> None:
    require_earlier(report.source, report.on)
    crowd = report.same_crowd_as
    if crowd and crowd.training_id != report.source.training_id:
        raise Refused(
            _("That group was taught what came from another training. Choose “a new group”.")
        )


@writing()
def change_report(teaching: Teaching, report: Report, seen: int, at: dt.datetime) -> None:
    """Put a report right while it is not sent, or was returned; ``seen`` is its revision then."""
    before, source = teaching.training_id, source_of(teaching)
    hold_trees(before, report.source.training_id)
    _require_possible(report)
    require_before_children(teaching, report.on)
    changed = (
        Teaching.update(revision=Teaching.revision + 1, **report.columns)
        .where(
            Teaching.id == teaching.id,
            Teaching.revision == seen,
            Teaching.state.in_(list(OPEN)),
            Teaching.merged_into.is_null(),
        )
        .execute()
    )
    if not changed:
        raise changed_meanwhile()
    hang(teaching_by_id(teaching.id), report.source)
    _keep_lists(teaching.id, report)
    if report.source.columns != source.columns:
        _unclaim(teaching.lead_id, source)
        _claim(teaching.lead, report.source)
    _note(teaching.id, "change", at)
    weigh_evidence(teaching.id)
    for number in {before, report.source.training_id}:
        count_tree(number)


def _keep_lists(teaching_id: int, report: Report) -> None:
    """Its topics, and the names that were typed; those known as members stay."""
    TeachingTopic.delete().where(TeachingTopic.teaching == teaching_id).execute()
    for chapter in dict.fromkeys(report.topics):
        TeachingTopic.create(teaching=teaching_id, chapter=chapter)
    wanted = {folded(name)[:120]: name for name in report.learners}
    written = [each for each in learners_of(teaching_id) if each.name]
    gone = [each.id for each in written if each.name_folded not in wanted]
    Learner.delete().where(Learner.id.in_(gone)).execute()
    for name in wanted.keys() - {each.name_folded for each in written}:
        Learner.create(teaching=teaching_id, name=wanted[name], name_folded=name)


def _claim(member: Member, source: Source) -> None:
    """Whoever teaches on what they learnt at a teaching was there, and is known there."""
    if source.teaching is None:
        return
    there, people = learners_of(source.teaching.id), people_of(member.id)
    if any(each.member_id in people for each in there):
        return
    name = member.name_folded[:120]
    written = [each.id for each in there if not each.member_id and each.name_folded == name]
    if written:
        Learner.update(member=member.id).where(Learner.id == written[0]).execute()
    else:
        Learner.create(teaching=source.teaching.id, member=member.id, name_folded=name)


def _unclaim(member_id: int, source: Source) -> None:
    """The opposite, of a source that was not meant; unless something else comes from it."""
    if source.teaching is None:
        return
    people = people_of(member_id)
    others = [each for each in children_of(source.teaching.id) if each.lead_id in people]
    if not others:
        ids = [each.id for each in learners_of(source.teaching.id) if each.member_id in people]
        Learner.delete().where(Learner.id.in_(ids), Learner.name == "").execute()
        Learner.update(member=None).where(Learner.id.in_(ids), Learner.name != "").execute()


@writing()
def send_report(teaching: Teaching, seen: int, at: dt.datetime) -> None:
    """Hand a report to the office: from now on it counts. ``seen`` is its revision then."""
    fresh = _held(teaching, seen)
    if not fresh.headcount:
        raise Refused(_("Count how many people were there, then send it."))
    if len(learners_of(fresh.id)) > fresh.headcount:
        raise Refused(_("More people are named than were counted. Put the number right."))
    _advance(fresh, "send", at)
    if kept := promise_kept_by(fresh.id):
        keep_by_teaching(kept.follow_up_id, fresh.on, fresh.headcount, at)


@writing()
def withdraw_report(teaching: Teaching, seen: int, at: dt.datetime) -> None:
    """Take a report back; it counts no more, and what was taught on from it stays."""
    _advance(_held(teaching, seen), "withdraw", at)
    kept = promise_kept_by(teaching.id)
    if kept and not teachings_that_keep(kept.follow_up_id):
        forget_teaching(kept.follow_up_id, at)


def _held(teaching: Teaching, seen: int) -> Teaching:
    """A report as it is now, its tree locked; refused if it is not as it was seen."""
    hold_trees(teaching.training_id)
    fresh = teaching_by_id(teaching.id)
    if fresh.merged_into_id or fresh.revision != seen:
        raise changed_meanwhile()
    return fresh


def _advance(teaching: Teaching, verb: str, at: dt.datetime) -> None:
    advance(teaching, MOVES, verb, None, at, revision=Teaching.revision + 1)
    weigh_evidence(teaching.id)
    count_tree(teaching.training_id)


def _note(teaching_id: int, verb: str, at: dt.datetime) -> None:
    TeachingEvent.create(teaching=teaching_id, verb=verb, at=at)
