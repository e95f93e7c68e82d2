"""Writing what is given, sending it, agreeing, and locking."""

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.counts.changes import changed
from mori.core.db import new_key, token_for, writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile, lock
from mori.placements.barred.operations import require_unbarred
from mori.placements.models import Placement

from . import page_queries, queries
from .models import AgreedMark, Appointment, AspectMark, Assessment, AssessmentEvent, Marking
from .rows import Round
from .rules import MOVES, AssessmentState

INSTEAD = _(
    "Somebody else was appointed in your place, so this does not count any more. Ask your "
    "coordinator if that is a mistake."
)


class Given(NamedTuple):
    """What is given for an aspect: a value, or that it cannot be judged, or nothing yet."""

    value: int | None = None
    is_unjudged: bool = False
    reason: str = ""


class Said(NamedTuple):
    """What somebody gives: by aspect, and in words."""

    marks: Mapping[int, Given]
    words: str


def _held(each: Round) -> Round:
    """Lock the placement, and look again: whoever else writes about it waits."""
    lock(each.placement)
    fresh = queries.round_by_address(each.placement.key, each.address)
    if fresh is None:
        raise changed_meanwhile()
    return fresh


def _row_of(each: Round, at: dt.datetime) -> Assessment:
    """Its row, made with the first word: it names the version of the scheme from then on."""
    if each.row:
        row: Assessment = each.row
        return row
    moment, unit, turn = each.occasion.place
    return Assessment.create(
        placement=each.placement.id,
        office=each.office_id,
        moment=moment,
        unit=unit,
        turn=turn,
        scheme=each.scheme.id,
        made_at=at,
    )


def _record(
    row: Assessment, verb: str, actor_id: int | None, at: dt.datetime, note: str = ""
) -> None:
    AssessmentEvent.create(assessment=row.id, verb=verb, actor=actor_id, at=at, note=note)


def _require_writable(each: Round, author_id: int, at: dt.datetime) -> None:
    if author_id in each.former_ids:
        raise Refused(INSTEAD)
    if author_id not in (each.person_id, *each.reviewer_ids):
        raise changed_meanwhile()
    if each.day_of(at) < each.occasion.opens_on:
        raise Refused(_("It is too early for this. It opens a week before its day."))
    if each.has_sent(author_id):
        raise Refused(_("You have sent this already, and what you sent counts."))
    if each.state.is_open_to_intern or (not each.state.is_draft and author_id != each.person_id):
        raise Refused(_("This assessment is over: nothing more is added to it."))


def _write(each: Round, said: Said, author_id: int, seen: int, at: dt.datetime) -> Marking:
    """Replace what somebody gave so far, if it is still what they saw."""
    row = _row_of(each, at)
    marking, _is_new = Marking.get_or_create(
        assessment=row.id, author=author_id, defaults={"is_self": author_id == each.person_id}
    )
    if marking.revision != seen:
        raise Refused(
            _(
                "You changed this elsewhere in the meantime. What you typed still stands below and "
                "is not saved yet. Compare it, then save once more."
            )
        )
    Marking.update(words=said.words, revision=seen + 1).where(Marking.id == marking.id).execute()
    AspectMark.delete().where(AspectMark.marking == marking.id).execute()
    for aspect_id, given in said.marks.items():
        if given != Given():
            AspectMark.create(marking=marking.id, aspect=aspect_id, **given._asdict())
    return marking


@writing()
def save_draft(each: Round, said: Said, author_id: int, seen: int, at: dt.datetime) -> None:
    """Keep what somebody has written so far; only they see it."""
    each = _held(each)
    _require_writable(each, author_id, at)
    _write(each, said, author_id, seen, at)


@writing()
def send_marking(
    each: Round, said: Said, author_id: int, seen: int, token: str, at: dt.datetime
) -> None:
    """Send what somebody gives, for good; the same with the same ``token`` is sent once.

    With the last of its reviewers the assessment is sent, and each sees the other's.
    """
    each = _held(each)
    token = token_for(token, author_id, sorted(said.marks.items()), said.words)
    sent = each.marking_of(author_id)
    if sent and sent.token == token and not sent.void_at:
        return
    _require_writable(each, author_id, at)
    marking = _write(each, said, author_id, seen, at)
    Marking.update(token=token, sent_at=at).where(Marking.id == marking.id).execute()
    _record(marking.assessment, "self" if author_id == each.person_id else "mark", author_id, at)
    _send_if_whole(_held(each), author_id, at)


def _send_if_whole(each: Round, actor_id: int, at: dt.datetime) -> None:
    if each.state.is_draft and not each.lacks_reviewer and not each.silent_ids:
        advance(each.row, MOVES, "send", actor_id, at)


@writing()
def propose_value(
    each: Round, aspect_id: int, value: int, sentence: str, actor_id: int, at: dt.datetime
) -> None:
    """Propose a value on which both reviewers may agree; another proposal takes its place."""
    each = _held(each)
    _require_reviewer(each, actor_id)
    apart = queries.outcomes_of([each])[each.row.id].aspects
    if not any(of.aspect_id == aspect_id and of.is_differing for of in apart):
        raise changed_meanwhile()
    if value not in each.scheme.scale.marks or not sentence:
        raise Refused(_("Write a mark of the scale, and in a sentence why."))
    now = {
        "key": new_key(),
        "value": value,
        "sentence": sentence,
        "proposer": actor_id,
        "proposed_at": at,
    }
    row, is_new = AgreedMark.get_or_create(assessment=each.row.id, aspect=aspect_id, defaults=now)
    if not is_new:
        if row.confirmed_at:
            raise changed_meanwhile()
        AgreedMark.update(now).where(AgreedMark.id == row.id).execute()
    _record(each.row, "propose", actor_id, at)


@writing()
def confirm_value(each: Round, proposal: str, actor_id: int, at: dt.datetime) -> None:
    """Agree to the very proposal that was seen; who made it cannot."""
    each = _held(each)
    _require_reviewer(each, actor_id)
    row = page_queries.proposal_by_key(proposal, each.row.id)
    if row and row.confirmed_at and row.confirmer_id == actor_id:
        return  # sent twice
    if row is None or row.confirmed_at or row.proposer_id == actor_id:
        raise changed_meanwhile()
    AgreedMark.update(confirmer=actor_id, confirmed_at=at).where(AgreedMark.id == row.id).execute()
    _record(each.row, "confirm", actor_id, at)


def _require_reviewer(each: Round, actor_id: int) -> None:
    if actor_id not in each.reviewer_ids or each.state is not AssessmentState.SENT:
        raise changed_meanwhile()


@writing()
def discuss_assessment(each: Round, actor_id: int, at: dt.datetime) -> None:
    """Say that it was talked over with the intern, who sees it from now on."""
    each = _held(each)
    _require_closer(each, actor_id)
    if each.state is AssessmentState.DISCUSSED:  # sent twice
        return
    if each.state is AssessmentState.SENT and queries.is_open(
        queries.outcomes_of([each])[each.row.id]
    ):
        raise Refused(_("First agree on the values that lie far apart."))
    _require_begun(each)
    advance(each.row, MOVES, "discuss", actor_id, at)


@writing()
def lock_assessment(each: Round, actor_id: int, at: dt.datetime) -> None:
    """Make what was discussed the result."""
    each = _held(each)
    _require_closer(each, actor_id)
    _require_begun(each)
    if not each.state.is_locked:  # else sent twice
        advance(each.row, MOVES, "lock", actor_id, at, locked_at=at)
        changed(each.placement.id, each.day_of(at), of="evaluation")


def _require_closer(each: Round, actor_id: int) -> None:
    """Whoever was replaced closes nothing; nor does the intern, whatever roles they hold."""
    if actor_id in (each.person_id, *each.former_ids):
        raise Refused(INSTEAD)


def _require_begun(each: Round) -> None:
    if each.row is None:
        raise changed_meanwhile()


@writing()
def appoint_reviewer(
    each: Round, person_id: int, instead_of: int | None, actor_id: int, at: dt.datetime
) -> None:
    """Name a second reviewer, or one in the place of a reviewer who has not sent.

    What that one had written is void; nobody has seen it, and nobody will.
    """
    each = _held(each)
    if any(
        (row.person_id, row.instead_of_id) == (person_id, instead_of) for row in each.appointments
    ):
        return  # sent twice
    if each.state.is_draft and actor_id in each.silent_ids:  # the answer would say who has sent
        raise Refused(_("You assess this yourself: send what you give first, then appoint."))
    taken = {each.person_id, *each.reviewer_ids, *each.former_ids}
    if person_id in taken or person_id not in each.may_assess:
        raise Refused(_("Choose a supervisor of this office who does not assess this yet."))
    require_unbarred(each.placement.person_id, {person_id})
    is_asked = instead_of in each.silent_ids if instead_of else each.lacks_reviewer
    if not each.state.is_draft or not is_asked:
        raise changed_meanwhile()
    row = _row_of(each, at)
    Appointment.create(assessment=row.id, person=person_id, instead_of=instead_of, at=at)
    Marking.update(void_at=at).where(
        Marking.assessment == row.id, Marking.author == instead_of
    ).execute()
    _record(row, "appoint", actor_id, at)


@writing()
def reopen_assessment(each: Round, note: str, actor_id: int, at: dt.datetime) -> None:
    """Let the reviewers write again: what they gave is theirs alone until they have sent anew."""
    each = _held(each)
    if each.row and each.row.sealed_at:
        raise Refused(
            _(
                "A certificate shows this assessment, so it stays as it is. Revoke the "
                "certificate first, then reopen."
            )
        )
    if not note:
        raise Refused(_("Say why it is reopened."))
    _require_begun(each)
    advance(each.row, MOVES, "reopen", actor_id, at, note, same=("sealed_at",), locked_at=None)
    if each.row.locked_at:
        changed(each.placement.id, each.day_of(each.row.locked_at), of="evaluation")
    Marking.update(sent_at=None, token="").where(  # nosec B106
        Marking.assessment == each.row.id, ~Marking.is_self
    ).execute()
    AgreedMark.update(confirmer=None, confirmed_at=None).where(
        AgreedMark.assessment == each.row.id
    ).execute()


@writing()
def seal_assessments(placement_id: int, at: dt.datetime) -> None:
    """A paper shows what is locked of an internship: from now on it is not reopened."""
    lock(Placement(id=placement_id))
    rows = page_queries.locked_of(placement_id, is_sealed=False)
    _seal(rows, "seal", at, at)


@writing()
def unseal_assessments(placement_id: int, at: dt.datetime) -> None:
    """No paper shows them any more, for it was revoked: they may be reopened again."""
    lock(Placement(id=placement_id))
    rows = page_queries.locked_of(placement_id, is_sealed=True)
    _seal(rows, "unseal", None, at)


def _seal(
    rows: list[Assessment], verb: str, sealed_at: dt.datetime | None, at: dt.datetime
) -> None:
    for row in rows:
        Assessment.update(sealed_at=sealed_at).where(Assessment.id == row.id).execute()
        _record(row, verb, None, at)
