"""What an office writes into records itself."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from mori.alumni.finding.operations import refresh
from mori.core.db import writing
from mori.core.states import advance, changed_meanwhile
from mori.core.texts.folding import folded

from ..consents.operations import end_questions
from ..models import Alumnus, AlumnusContact, AlumnusSkill, AlumnusStay, StayUnit
from ..queries import alumnus_by_id, events_of, ids_with
from ..rules import MOVES, AlumnusState, ContactKind
from . import page_queries
from .operations import add_contact, hold, record
from .rules import Named, name_columns, verb_to_live

SKILL_MOST = 60


@dataclass(frozen=True)
class Facts:
    """What an office may correct; no name where the account says it."""

    named: Named | None
    region_id: int | None
    address: str
    phones: Sequence[str]
    mails: Sequence[str]
    skills: Sequence[str]


@dataclass(frozen=True)
class StayFacts:
    """An internship as the office knows it from a list or by heart."""

    institution_id: int | None
    institution_written: str
    study: str
    student_number: str
    kind: str
    starts: str
    ends: str
    unit_ids: Collection[int]

    @property
    def year(self) -> int | None:
        return int(self.starts[:4]) if self.starts else None


@writing()
def add_alumnus(
    office_id: int, facts: Facts, stay: StayFacts, token: str, actor_id: int, at: dt.datetime
) -> Alumnus:
    """Keep somebody whom the office knows from no list; the same form again adds nobody."""
    if known := page_queries.alumnus_by_token(token):
        return known
    made = Alumnus.create(
        office=office_id, token=token, made_at=at, **name_columns(facts.named or Named("?"))
    )
    record(made.id, "add", actor_id, at)
    _write(made, facts)
    _make_stay(made.id, stay)
    refresh([made.id])
    return made


@writing()
def correct_alumnus(
    alumnus: Alumnus, facts: Facts, revision: int, actor_id: int, at: dt.datetime
) -> None:
    """Correct what is known of somebody, unless it has changed since the form was shown."""
    current = held_as_seen(alumnus.id, revision)
    _write(current, facts)
    record(current.id, "correct", actor_id, at)
    refresh([current.id])


def held_as_seen(alumnus_id: int, revision: int) -> Alumnus:
    """A row lock; refuses a record that is not as it was shown, or stands for nobody any more."""
    current = hold(alumnus_id)
    is_gone = current.merged_into_id or current.state == AlumnusState.ERASED
    if is_gone or current.revision != revision:
        raise changed_meanwhile()
    return current


def _write(alumnus: Alumnus, facts: Facts) -> None:
    """On the row that stands for all that were merged into it; what is taken out, on each."""
    group = list(ids_with([alumnus.id]))
    named = name_columns(facts.named) if facts.named else {}
    columns = {"region": facts.region_id, "address": facts.address}
    blank = {name: value for name, value in columns.items() if not value}
    if blank:
        Alumnus.update(**blank).where(Alumnus.id.in_(group)).execute()
    Alumnus.update(revision=Alumnus.revision + 1, **columns, **named).where(
        Alumnus.id == alumnus.id
    ).execute()
    _set_contacts(alumnus.id, group, ContactKind.PHONE, facts.phones)
    _set_contacts(alumnus.id, group, ContactKind.MAIL, facts.mails)
    _set_skills(alumnus.id, group, facts.skills)


def _set_contacts(head: int, group: list[int], kind: ContactKind, wanted: Sequence[str]) -> None:
    theirs = (AlumnusContact.alumnus.in_(group), AlumnusContact.kind == kind)
    AlumnusContact.delete().where(*theirs, AlumnusContact.value.not_in(wanted)).execute()
    kept = page_queries.contact_values(group, kind)
    for value in wanted:
        if value not in kept:
            add_contact(head, kind, value)


def _set_skills(head: int, group: list[int], wanted: Sequence[str]) -> None:
    texts = {folded(text)[:SKILL_MOST]: text[:SKILL_MOST] for text in wanted}
    theirs = AlumnusSkill.alumnus.in_(group)
    AlumnusSkill.delete().where(theirs, AlumnusSkill.text_folded.not_in(list(texts))).execute()
    kept = page_queries.skill_texts(group)
    for text_folded, text in texts.items():
        if text_folded not in kept:
            AlumnusSkill.create(alumnus=head, text=text, text_folded=text_folded)


@writing()
def add_stay(
    alumnus: Alumnus, stay: StayFacts, revision: int, actor_id: int, at: dt.datetime
) -> None:
    """Keep an internship of before; the same form again finds the record changed."""
    current = held_as_seen(alumnus.id, revision)
    _make_stay(current.id, stay)
    _note_stay(current.id, actor_id, at)


def _make_stay(alumnus_id: int, facts: StayFacts) -> None:
    made = AlumnusStay.create(alumnus=alumnus_id, **_columns(facts))
    for unit_id in facts.unit_ids:
        StayUnit.create(stay=made, unit=unit_id)


def _columns(facts: StayFacts) -> dict[str, object]:
    return {
        "institution": facts.institution_id,
        "institution_written": facts.institution_written,
        "study": facts.study,
        "student_number": facts.student_number,
        "kind": facts.kind,
        "starts": facts.starts,
        "ends": facts.ends,
        "year": facts.year,
    }


@writing()
def correct_stay(
    stay: AlumnusStay, facts: StayFacts, revision: int, actor_id: int, at: dt.datetime
) -> None:
    """Correct an internship of before; units that the office has none of stay as written."""
    whose = alumnus_by_id(stay.alumnus_id)
    current = held_as_seen(whose.merged_into_id or whose.id, revision)
    AlumnusStay.update(_columns(facts)).where(AlumnusStay.id == stay.id).execute()
    StayUnit.delete().where(StayUnit.stay == stay.id, StayUnit.unit.is_null(False)).execute()
    for unit_id in facts.unit_ids:
        StayUnit.create(stay=stay.id, unit=unit_id)
    _note_stay(current.id, actor_id, at)


def _note_stay(alumnus_id: int, actor_id: int, at: dt.datetime) -> None:
    Alumnus.update(revision=Alumnus.revision + 1).where(Alumnus.id == alumnus_id).execute()
    record(alumnus_id, "correct_stay", actor_id, at)
    refresh([alumnus_id])


@writing()
def note_death(alumnus: Alumnus, revision: int, note: str, actor_id: int, at: dt.datetime) -> None:
    """Somebody died: gone from all but the office's own records, as of now."""
    current = held_as_seen(alumnus.id, revision)
    end_questions(current, at)
    _move(current, "die", note, actor_id, at)


@writing()
def take_death_back(alumnus: Alumnus, actor_id: int, at: dt.datetime) -> None:
    """It was said of the wrong person: back to what they were, as their answers say."""
    current = hold(alumnus.id)
    verbs = [event.verb for event in reversed(events_of(current))]
    verb = verb_to_live(verbs, has_answered=current.answered_at is not None)
    _move(current, verb, "", actor_id, at)


def _move(alumnus: Alumnus, verb: str, note: str, actor_id: int, at: dt.datetime) -> None:
    advance(
        alumnus, MOVES, verb, actor_id, at, note,
        same=("revision",), revision=alumnus.revision + 1,
    )  # fmt: skip
    refresh([alumnus.id])
