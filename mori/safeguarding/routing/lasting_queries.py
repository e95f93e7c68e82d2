"""Relations and units by the keys of people, which mean the same in every copy of the database."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from mori.accounts.models import Person
from mori.offices.models import Unit

from .rules import InUnit, Related, RelationKind


def as_lasting(related: Related) -> dict[str, Any]:
    keys = keys_of(Person, {related.person, *related.others})
    return {
        "person": keys[related.person],
        "others": [keys[other] for other in related.others],
        "kind": str(related.kind),
        "days": _days(related),
        "source": related.source,
    }


def related_of(said: dict[str, Any]) -> Related | None:
    """The same where the person is known; of the others, those who are."""
    ids = ids_of(Person, {said["person"], *said["others"]})
    if said["person"] not in ids:
        return None
    others = tuple(ids[other] for other in said["others"] if other in ids)
    kind = next(each for each in RelationKind if each == said["kind"])
    days = _of_days(said["days"])
    return Related(ids[said["person"]], others, kind, *days, said["source"])


def members_as_lasting(members: Collection[InUnit], source: str) -> dict[str, Any]:
    people = keys_of(Person, {each.person for each in members})
    units = keys_of(Unit, {each.unit for each in members})
    said = [[people[m.person], units[m.unit], *_days(m)] for m in members]
    return {"members": said, "source": source}


def members_of(said: dict[str, Any]) -> list[InUnit]:
    people = ids_of(Person, {person for person, *_days in said["members"]})
    units = ids_of(Unit, {unit for _person, unit, *_days in said["members"]})
    return [
        InUnit(people[person], units[unit], *map(dt.date.fromisoformat, days))
        for person, unit, *days in said["members"]
        if person in people and unit in units
    ]


def keys_of(model: Any, ids: Iterable[int]) -> dict[int, str]:
    rows = model.select(model.id, model.key).where(model.id.in_(sorted(ids)))
    return {row.id: row.key for row in rows}


def ids_of(model: Any, keys: Iterable[str]) -> dict[str, int]:
    rows = model.select(model.id, model.key).where(model.key.in_(sorted(keys)))
    return {row.key: row.id for row in rows}


def _days(lasting: Related | InUnit) -> list[str]:
    until = lasting.until_on
    return [lasting.from_on.isoformat(), until.isoformat() if until else ""]


def _of_days(said: Iterable[str]) -> tuple[dt.date, dt.date | None]:
    from_on, until_on = said
    return dt.date.fromisoformat(from_on), dt.date.fromisoformat(until_on) if until_on else None
