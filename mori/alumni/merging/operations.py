"""Making one record of two, two of one again, and remembering who is somebody else.

Nothing that points to the merged row is touched: it stays where it is and is shown as the kept
one. So undoing puts back exactly what was, and what was added meanwhile stays where it was added.
"""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile
from mori.core.texts.folding import folded
from mori.notifications import operations as outbox
from mori.notifications.letters import letter

from ..consents.operations import end_questions
from ..counting.operations import count_answers
from ..finding.operations import refresh
from ..finding.queries import hold_alumni
from ..likeness.rules import PersonFacts
from ..models import Alumnus, AlumnusEvent
from ..queries import alumnus_by_id, record_of
from ..rules import IN_TOUCH, MOVES, AlumnusState
from . import queries
from .models import AlumnusMerge, DuplicatePair, NotSame
from .rules import Answers, Facts, answers_together, facts_of_record, signature

Fields = dict[str, Any]


def facts_of(alumnus: Alumnus) -> Facts:
    """What a record says of itself, as far as somebody chooses."""
    return Facts(*(getattr(alumnus, name) for name in Facts._fields))


def answers_of(alumnus: Alumnus) -> Answers:
    """Whether a record is in touch, and when it was asked and answered."""
    return Answers(*(getattr(alumnus, name) for name in Answers._fields))


@writing()
def merge_alumni(
    kept: Alumnus,
    merged: Alumnus,
    facts: Facts,
    seen: tuple[str, str],
    actor_id: int,
    at: dt.datetime,
) -> None:
    """Show ``merged`` as ``kept`` from now on, which has these facts; the same again does nothing.

    ``seen`` are both revisions, as the page showed them.
    """
    kept, merged = _hold_both(kept.id, merged.id)
    if merged.merged_into_id == kept.id:
        return
    _require_mergeable(kept, merged, seen)
    wanted = facts._asdict() | answers_together(answers_of(kept), answers_of(merged))._asdict()
    before = _changed(_fields(kept), wanted)
    carried = queries.carried_by(merged.id)
    _tell(kept, merged, at)
    _point([merged.id, *carried], kept.id)
    _drop_pairs((DuplicatePair.one == merged.id) | (DuplicatePair.other == merged.id))
    _write(kept.id, wanted)
    AlumnusMerge.create(
        office=kept.office_id,
        kept=kept.id,
        merged=merged.id,
        before=json.dumps({name: packed(before[name]) for name in before}),
        after=json.dumps({name: packed(wanted[name]) for name in before}),
        carried=json.dumps(carried),
        actor=actor_id,
        at=at,
    )
    if wanted["state"] == AlumnusState.WITHDRAWN != kept.state:  # the days until contacts go begin
        _record(kept.id, "withdraw", actor_id, at, "")
    _record(kept.id, "merge", actor_id, at, merged.key)
    _record(merged.id, "become", actor_id, at, kept.key)
    _end_questions_if_left(kept.id, at)
    refresh([kept.id, merged.id])
    count_answers([kept.id])


def _require_mergeable(kept: Alumnus, merged: Alumnus, seen: tuple[str, str]) -> None:
    is_as_seen = (str(kept.revision), str(merged.revision)) == seen
    if kept.id == merged.id or kept.merged_into_id or merged.merged_into_id or not is_as_seen:
        raise changed_meanwhile()
    if kept.office_id != merged.office_id or AlumnusState.ERASED in (kept.state, merged.state):
        raise changed_meanwhile()


def _hold_both(one_id: int, other_id: int) -> tuple[Alumnus, Alumnus]:
    """Both rows locked, so that two merges wait for each other."""
    hold_alumni({one_id, other_id})
    return alumnus_by_id(one_id), alumnus_by_id(other_id)


def _fields(alumnus: Alumnus) -> Fields:
    return facts_of(alumnus)._asdict() | answers_of(alumnus)._asdict()


def _changed(before: Fields, wanted: Fields) -> Fields:
    """What was there of what changes; answers change together or not at all."""
    names = {name for name, value in before.items() if value != wanted[name]}
    if names & set(Answers._fields):
        names |= set(Answers._fields)
    return {name: before[name] for name in before if name in names}


def packed(value: Any) -> Any:
    """A column's value as JSON has it."""
    return value.isoformat() if isinstance(value, dt.datetime) else value


def _point(ids: list[int], kept_id: int | None) -> None:
    Alumnus.update(merged_into=kept_id, revision=Alumnus.revision + 1).where(
        Alumnus.id.in_(ids)
    ).execute()


def _write(alumnus_id: int, fields: Fields) -> None:
    """A record's fields. Its state is that of whoever of both answered, so no move of its own."""
    columns = {getattr(Alumnus, name.removesuffix("_id")): value for name, value in fields.items()}
    if "name" in fields:
        columns[Alumnus.name_folded] = folded(fields["name"])[:120]
    Alumnus.update({**columns, Alumnus.revision: Alumnus.revision + 1}).where(
        Alumnus.id == alumnus_id
    ).execute()


def _tell(kept: Alumnus, merged: Alumnus, at: dt.datetime) -> None:
    """Whoever is in touch learns of it, and where to object."""
    record = record_of(merged)
    if record.state not in IN_TOUCH or record.is_restricted or not record.mails:
        return
    subject, body = letter(
        "alumni/merged", merged.locale, name=merged.name, office=merged.office, kept=kept.name
    )
    token = f"alumnus merged {kept.key} {merged.key} {at:%Y%m%d%H%M%S}"
    outbox.post_message(token, record.mails[0], subject, body, at)


def _end_questions_if_left(kept_id: int, at: dt.datetime) -> None:
    """What waits for one of both is not for somebody who left as the other."""
    kept = alumnus_by_id(kept_id)
    held = record_of(kept)
    if held.is_restricted or held.state not in IN_TOUCH:
        end_questions(kept, at)


@writing()
def undo_merge(merge: AlumnusMerge, actor_id: int, at: dt.datetime) -> bool:
    """Make both what they were; what somebody corrected since then stays corrected.

    Whether it was said since that they stepped back or died: of which of two nobody knows, so it
    holds for both.
    """
    kept, merged = _hold_both(merge.kept_id, merge.merged_id)
    latest = next(iter(queries.merges_into(kept)), None)
    if kept.merged_into_id or (latest and latest.id > merge.id):
        raise Refused(_("It was merged again since then. Undo the later merge first."))
    if AlumnusState.ERASED in (kept.state, merged.state):
        raise Refused(_("What was known of one of them is erased. There is nothing to undo."))
    is_undone = (
        AlumnusMerge.update(undone_at=at, undone_by=actor_id)
        .where(AlumnusMerge.id == merge.id, AlumnusMerge.undone_at.is_null())
        .execute()
    )
    if not is_undone:  # sent twice
        return False
    count_answers([kept.id])  # of both, while they still are one
    verb = queries.left_since(merge)
    _write(kept.id, _fields_before(kept, merge, has_left=verb is not None))
    _point([merged.id], None)
    _point(json.loads(merge.carried), merged.id)
    _record(kept.id, "undo", actor_id, at, merged.key)
    _record(merged.id, "stand", actor_id, at, kept.key)
    if queries.asked_to_be_restricted(merged.id):  # lifted meanwhile by the other, perhaps
        Alumnus.update(is_restricted=True).where(Alumnus.id == merged.id).execute()
    has_left = verb is not None and merged.state in MOVES[verb][0]
    if verb and has_left:
        advance(merged, MOVES, verb, actor_id, at, revision=Alumnus.revision + 1)
    refresh([kept.id, merged.id])
    return has_left


def _fields_before(kept: Alumnus, merge: AlumnusMerge, *, has_left: bool) -> Fields:
    """What the kept one said before, but for what was changed after the merge."""
    before, after = json.loads(merge.before), json.loads(merge.after)
    now = {name: packed(value) for name, value in _fields(kept).items()}
    later = {name for name in after if now[name] != after[name]}
    if has_left or later & set(Answers._fields):  # they answered since
        later |= set(Answers._fields)
    return {name: _unpacked(name, before[name]) for name in before if name not in later}


def _unpacked(name: str, value: Any) -> Any:
    return dt.datetime.fromisoformat(value) if value and name.endswith("_at") else value


@writing()
def say_not_same(
    alumnus: Alumnus,
    other: Alumnus | None,
    facts: Mapping[int, PersonFacts],
    actor_id: int,
    at: dt.datetime,
) -> None:
    """Remember that two are two. ``facts`` by id; of a row without a record by 0."""
    other_id, theirs = (other.id, facts[other.id]) if other else (None, facts[0])
    _hold_both(alumnus.id, other_id or alumnus.id)
    _said, is_new = NotSame.get_or_create(
        one=alumnus.id,
        other=other_id,
        other_signature=signature(theirs),
        defaults={
            "office": alumnus.office_id,
            "one_signature": signature(facts[alumnus.id]),
            "other_name": theirs.name[:120],
            "actor": actor_id,
            "at": at,
        },
    )
    if other and is_new:
        first, second = sorted((alumnus.id, other.id))
        _drop_pairs((DuplicatePair.one == first) & (DuplicatePair.other == second))
        _record(alumnus.id, "apart", actor_id, at, other.key)
        _record(other.id, "apart", actor_id, at, alumnus.key)


def say_records_not_same(alumnus: Alumnus, other: Alumnus, actor_id: int, at: dt.datetime) -> None:
    """The same of two records."""
    facts = {each.id: facts_of_record(record_of(each)) for each in (alumnus, other)}
    first, second = sorted((alumnus, other), key=lambda each: each.id)
    say_not_same(first, second, facts, actor_id, at)


@writing()
def undo_not_same(said: NotSame, actor_id: int, at: dt.datetime) -> None:
    """Forget that two are two; they are compared again. Sent twice, it changes nothing."""
    ids = [each for each in (said.one_id, said.other_id) if each]
    if not NotSame.delete().where(NotSame.id == said.id).execute():
        return
    for number in ids:
        _record(number, "unapart", actor_id, at, "")
    refresh(ids)


def _drop_pairs(which: Any) -> None:
    DuplicatePair.delete().where(which).execute()


def _record(alumnus_id: int, verb: str, actor_id: int, at: dt.datetime, note: str) -> None:
    """``note`` is the other's key: a name would outlive its erasure here, and be told in a copy."""
    AlumnusEvent.create(alumnus=alumnus_id, verb=verb, actor=actor_id, at=at, note=note)
