"""Teachings, and what belongs to one: reports that were merged are one teaching."""

from typing import Any

from peewee import fn

from mori.accounts.models import Person
from mori.core.db import literals
from mori.events.models import Event
from mori.institutions.models import Region
from mori.network.models import Member
from mori.network.queries import ids_with, member_by_id
from mori.offices.models import Office

from .models import (
    Confirmation,
    CoTeacher,
    EvidenceFile,
    KeptPromise,
    Learner,
    Teaching,
    TeachingEvent,
    TeachingMerge,
    TeachingTopic,
)
from .rules import TeachingState

SENT = frozenset({TeachingState.SENT, TeachingState.RETURNED, TeachingState.CHECKED})
Kept = Teaching.alias()  # what a report is shown as, beside the report itself


def _whole() -> Any:
    return (
        Teaching.select(Teaching, Office, Member, Region, Event)
        .join(Office)
        .switch(Teaching)
        .join(Member, on=Teaching.lead)
        .switch(Teaching)
        .join(Region)
        .switch(Teaching)
        .join(Event, on=Teaching.training)
    )


def teaching_by_key(key: str) -> Teaching | None:
    """A teaching with its office, who led it, where, and the training it comes from."""
    found: Teaching | None = _whole().where(Teaching.key == key).get_or_none()
    return found


def teaching_by_id(number: int) -> Teaching:
    """The same, of one that is there."""
    found: Teaching = _whole().where(Teaching.id == number).get()
    return found


def teaching_by_code(code: str) -> Teaching | None:
    """The same by the code that participants are given; of a merged one, what it is shown as."""
    found: Teaching | None = _whole().where(Teaching.code == code).get_or_none()
    return found and standing(found)


def promise_kept_by(teaching_id: int) -> KeptPromise | None:
    """Which promise a teaching keeps."""
    return KeptPromise.get_or_none(KeptPromise.teaching == teaching_id)


def teachings_that_keep(follow_up_id: int) -> list[Teaching]:
    """Sent ones that keep a promise, each as it is shown, the earliest first."""
    rows = (
        Teaching.select(Teaching)
        .join(KeptPromise, on=KeptPromise.teaching == Teaching.id)
        .where(KeptPromise.follow_up == follow_up_id, Teaching.state.in_(literals(SENT)))
        .order_by(Teaching.id)
    )
    return list({each.id: each for each in map(standing, rows)}.values())


def standing(teaching: Teaching) -> Teaching:
    """What a teaching is shown as."""
    return teaching_by_id(teaching.merged_into_id) if teaching.merged_into_id else teaching


def teaching_by_token(token: str) -> Teaching | None:
    return Teaching.get_or_none(Teaching.token == token)


def ids_of(teaching_id: int) -> list[int]:
    """A teaching's own id, then those of reports that were merged into it."""
    rows = Teaching.select(Teaching.id).where(Teaching.merged_into == teaching_id)
    return [teaching_id, *(each.id for each in rows.order_by(Teaching.id))]


def teachings_below(paths: tuple[str, str], training_id: int) -> list[Teaching]:
    """A subtree by its range of paths, merged reports included."""
    first, behind = paths
    found = Teaching.select().where(
        Teaching.training == training_id, Teaching.path >= first, Teaching.path < behind
    )
    return list(found.order_by(Teaching.path))


def children_of(teaching_id: int) -> list[Teaching]:
    """Teachings that have it as their source, by the very row."""
    found = Teaching.select().where(Teaching.source_teaching == teaching_id)
    return list(found.order_by(Teaching.id))


def people_of(member_id: int) -> list[int]:
    """The ids by which somebody is known: of rows that were merged, too."""
    head = member_by_id(member_id)
    return sorted(ids_with(Member, [head.merged_into_id or head.id]))


def events_of(teaching_id: int) -> list[TeachingEvent]:
    """What happened to a report, in order, with who did it."""
    found = (
        TeachingEvent.select(TeachingEvent, Person)
        .left_outer_join(Person, on=TeachingEvent.actor)
        .where(TeachingEvent.teaching.in_(ids_of(teaching_id)))
    )
    return list(found.order_by(TeachingEvent.id))


def topics_of(teaching_id: int) -> list[str]:
    rows = TeachingTopic.select().where(TeachingTopic.teaching == teaching_id)
    return [each.chapter for each in rows.order_by(TeachingTopic.chapter)]


def co_teachers_of(teaching_id: int) -> list[Member]:
    found = Member.select().join(CoTeacher).where(CoTeacher.teaching == teaching_id)
    return list(found.order_by(Member.name_folded, Member.id))


def learners_of(teaching_id: int) -> list[Learner]:
    """Whoever is known to have been there, with the member where it is one."""
    found = (
        Learner.select(Learner, Member)
        .left_outer_join(Member, on=Learner.member)
        .where(Learner.teaching.in_(ids_of(teaching_id)))
    )
    return list(found.order_by(Learner.name_folded, Learner.id))


def learner_by_key(key: str) -> Learner | None:
    return (
        Learner.select(Learner, Teaching, Office)
        .join(Teaching)
        .join(Office)
        .where(Learner.key == key)
        .get_or_none()
    )


def files_of(teaching_id: int) -> list[EvidenceFile]:
    found = EvidenceFile.select().where(EvidenceFile.teaching.in_(ids_of(teaching_id)))
    return list(found.order_by(EvidenceFile.id))


def evidence_facts(teaching_id: int) -> tuple[int, int]:
    """How many participants confirmed a teaching, each phone once, and how many files show it."""
    ids = ids_of(teaching_id)
    phones = fn.COUNT(fn.DISTINCT(Confirmation.phone_hash))
    confirmations: int = Confirmation.select(phones).where(Confirmation.teaching.in_(ids)).scalar()
    files = EvidenceFile.select(EvidenceFile.id).where(EvidenceFile.teaching.in_(ids)).limit(1)
    return confirmations, len(list(files))


def merges_of(teaching_id: int) -> list[TeachingMerge]:
    """Reports that became this one and still are it, the latest first."""
    found = (
        TeachingMerge.select(TeachingMerge, Teaching, Member)
        .join(Teaching, on=TeachingMerge.merged)
        .join(Member, on=Teaching.lead)
        .where(TeachingMerge.kept == teaching_id, TeachingMerge.undone_at.is_null())
    )
    return list(found.order_by(TeachingMerge.id.desc()))


def head_of(row: Any) -> Any:
    """The id that a row is shown as; an expression."""
    return fn.COALESCE(row.merged_into, row.id)
