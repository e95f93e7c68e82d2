"""Making one of two reports of the same teaching, and two of one again.

What points to the merged report stays where it is and is read as the kept one's; only what was
taught on from it hangs elsewhere, in the same transaction.
"""

import datetime as dt

from flask_babel import lazy_gettext as _

from mori.cascades.figures.operations import count_tree, weigh_evidence
from mori.cascades.trees.operations import hang_children, hold_trees
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile

from ..models import CoTeacher, Teaching, TeachingEvent, TeachingMerge
from ..queries import co_teachers_of, people_of, teaching_by_id
from ..rules import COUNTED
from .queries import last_merge_into


@writing()
def merge_reports(
    kept: Teaching, merged: Teaching, seen: tuple[int, int], actor_id: int, at: dt.datetime
) -> None:
    """Show ``merged`` as ``kept`` from now on; whoever reported it taught beside the other.

    ``seen`` are both revisions, as the page showed them. The same again changes nothing.
    """
    hold_trees(kept.training_id, merged.training_id)
    kept, merged = teaching_by_id(kept.id), teaching_by_id(merged.id)
    if merged.merged_into_id == kept.id:
        return
    _require_mergeable(kept, merged, seen)
    _point(merged.id, kept.id)
    TeachingMerge.create(
        office=kept.office_id,
        kept=kept.id,
        merged=merged.id,
        co_teacher=_join(kept, merged),
        actor=actor_id,
        at=at,
    )
    hang_children(merged, kept)
    _note(kept.id, "merge", actor_id, at)
    _note(merged.id, "become", actor_id, at)
    _settle(kept, merged)


def _require_mergeable(kept: Teaching, merged: Teaching, seen: tuple[int, int]) -> None:
    is_one = kept.id == merged.id or kept.merged_into_id or merged.merged_into_id
    if is_one or (kept.revision, merged.revision) != seen or kept.office_id != merged.office_id:
        raise changed_meanwhile()
    if not {kept.state, merged.state} <= COUNTED:
        raise Refused(_("One of both is not sent: return nothing, and merge what was sent."))
    if kept.training_id != merged.training_id:
        raise Refused(
            _("They come from different trainings. Return one, so that its source is put right.")
        )
    if kept.on != merged.on:
        raise Refused(_("They were on different days. Return one, so that its day is put right."))
    if last_merge_into(merged.id):
        raise Refused(_("Others were merged into that report. Keep that one instead."))


def _join(kept: Teaching, merged: Teaching) -> int | None:
    """Whoever led the merged one, and joins as co-teacher; none where they are known there."""
    there = {kept.lead_id, *(each.id for each in co_teachers_of(kept.id))}
    if there & set(people_of(merged.lead_id)):
        return None
    CoTeacher.create(teaching=kept.id, member=merged.lead_id)
    return merged.lead_id


def _point(merged_id: int, kept_id: int | None) -> None:
    Teaching.update(merged_into=kept_id, revision=Teaching.revision + 1).where(
        Teaching.id == merged_id
    ).execute()


def _note(teaching_id: int, verb: str, actor_id: int, at: dt.datetime) -> None:
    TeachingEvent.create(teaching=teaching_id, verb=verb, actor=actor_id, at=at)


def _settle(kept: Teaching, merged: Teaching) -> None:
    Teaching.update(revision=Teaching.revision + 1).where(Teaching.id == kept.id).execute()
    for each in (kept, merged):
        weigh_evidence(each.id)
    count_tree(kept.training_id)


@writing()
def undo_merge(merge: TeachingMerge, actor_id: int, at: dt.datetime) -> None:
    """Make both what they were; what was taught on from each hangs below it again."""
    kept, merged = teaching_by_id(merge.kept_id), teaching_by_id(merge.merged_id)
    hold_trees(kept.training_id, merged.training_id)
    kept, merged = teaching_by_id(kept.id), teaching_by_id(merged.id)
    is_undone = (
        TeachingMerge.update(undone_at=at, undone_by=actor_id)
        .where(TeachingMerge.id == merge.id, TeachingMerge.undone_at.is_null())
        .execute()
    )
    if not is_undone:  # sent twice
        return
    if kept.merged_into_id:
        raise Refused(_("It was merged again since then. Undo the later merge first."))
    _point(merged.id, None)
    if merge.co_teacher_id:
        CoTeacher.delete().where(
            CoTeacher.teaching == kept.id, CoTeacher.member == merge.co_teacher_id
        ).execute()
    hang_children(merged, merged)
    _note(kept.id, "undo", actor_id, at)
    _note(merged.id, "stand", actor_id, at)
    _settle(kept, merged)
