"""Who must not learn of whose alerts; later slices say so of their own relations."""

import datetime as dt
from collections.abc import Iterable

from mori.core.db import writing

from . import queries
from .models import Relation, UnitMember, Wish
from .rules import InUnit, RelationKind


@writing()
def register_relation(
    person_id: int,
    others: Iterable[int],
    kind: RelationKind,
    from_on: dt.date,
    until_on: dt.date | None,
    source: str,
) -> None:
    """Register who is related to a person, replacing what this source said of it before."""
    Relation.delete().where(Relation.source == source, Relation.kind == kind).execute()
    for other in sorted(set(others)):
        Relation.create(
            person=person_id,
            other=other,
            kind=kind,
            from_on=from_on,
            until_on=until_on,
            source=source,
        )


@writing()
def note_relation(person_id: int, other_id: int, kind: RelationKind, on: dt.date) -> None:
    """Register once and for ever that somebody had to do with a person in this way."""
    if person_id != other_id and not queries.is_related(person_id, other_id, kind):
        source = f"{kind} {person_id} {other_id}"
        register_relation(person_id, [other_id], kind, on, None, source)


@writing()
def register_unit_members(members: Iterable[InUnit], source: str) -> None:
    """Register who is in which unit while when, replacing what this source said before."""
    UnitMember.delete().where(UnitMember.source == source).execute()
    for each in sorted(set(members)):
        UnitMember.create(**each._asdict(), source=source)


@writing()
def keep_wish(
    person_id: int, officer_id: int | None, avoided: Iterable[int], on: dt.date, at: dt.datetime
) -> None:
    """Keep whom a person wants to be called first, and who must not learn of it."""
    Wish.insert(person=person_id, chosen_at=at).on_conflict_ignore().execute()
    Wish.update(officer=officer_id, chosen_at=at).where(Wish.person == person_id).execute()
    source = f"wish {person_id}"
    register_relation(person_id, avoided, RelationKind.PRIVATE, on, None, source)
