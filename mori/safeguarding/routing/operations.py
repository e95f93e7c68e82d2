"""Who must not learn of whose alerts; later slices say so of their own relations."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from mori.core.db import writing

from ..lasting.operations import note_lasting
from . import lasting_queries as queries
from .models import Relation, UnitMember, Wish
from .queries import is_related
from .rules import HARD, InUnit, Related, RelationKind


@writing()
def register_relation(
    person_id: int,
    others: Iterable[int],
    kind: RelationKind,
    from_on: dt.date,
    until_on: dt.date | None,
    source: str,
) -> None:
    """Register who is related to a person, replacing what this source said of it before.

    Whoever must not learn of a call must not after an older copy was restored either.
    """
    related = Related(person_id, tuple(sorted(set(others))), kind, from_on, until_on, source)
    _relate(related)
    if kind in HARD:
        note_lasting("relation", queries.as_lasting(related))


def _relate(related: Related) -> None:
    source, kind = related.source, related.kind
    Relation.delete().where(Relation.source == source, Relation.kind == kind).execute()
    for other in related.others:
        Relation.create(
            person=related.person,
            other=other,
            kind=kind,
            from_on=related.from_on,
            until_on=related.until_on,
            source=source,
        )


def relate_again(said: dict[str, Any], at: dt.datetime) -> None:
    """After an older copy was restored; of somebody whom that does not know, nothing."""
    if related := queries.related_of(said):
        _relate(related)


@writing()
def note_relation(person_id: int, other_id: int, kind: RelationKind, on: dt.date) -> None:
    """Register once and for ever that somebody had to do with a person in this way."""
    if person_id != other_id and not is_related(person_id, other_id, kind):
        source = f"{kind} {person_id} {other_id}"
        register_relation(person_id, [other_id], kind, on, None, source)


@writing()
def register_unit_members(members: Iterable[InUnit], source: str) -> None:
    """Register who is in which unit while when, replacing what this source said before."""
    found = sorted(set(members))
    _put_in_units(found, source)
    note_lasting("unit", queries.members_as_lasting(found, source))


def _put_in_units(members: Iterable[InUnit], source: str) -> None:
    UnitMember.delete().where(UnitMember.source == source).execute()
    for each in members:
        UnitMember.create(**each._asdict(), source=source)


def put_in_unit_again(said: dict[str, Any], at: dt.datetime) -> None:
    """After an older copy was restored; of those whom it knows."""
    _put_in_units(queries.members_of(said), said["source"])


@writing()
def keep_wish(
    person_id: int, officer_id: int | None, avoided: Iterable[int], on: dt.date, at: dt.datetime
) -> None:
    """Keep whom a person wants to be called first, and who must not learn of it."""
    Wish.insert(person=person_id, chosen_at=at).on_conflict_ignore().execute()
    Wish.update(officer=officer_id, chosen_at=at).where(Wish.person == person_id).execute()
    source = f"wish {person_id}"
    register_relation(person_id, avoided, RelationKind.PRIVATE, on, None, source)
