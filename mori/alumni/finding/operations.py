"""Keeping what alumni are found by true: each write to a record ends with ``refresh``."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

from peewee import EXCLUDED

from mori.core.db import writing

from ..queries import ids_with, records_of
from ..rules import AlumnusState, Record
from .models import AlumnusChange, AlumnusFacet, AlumnusTally
from .queries import facets_of, hold_alumni
from .rules import Facets, found_by

AT_ONCE = 500  # rows in one statement
Each = TypeVar("Each")
Place = tuple[int, str, str]  # an office, a kind and a value


@writing()
def refresh(alumnus_ids: Collection[int]) -> None:
    """Write anew by what these alumni are found, and count it, in the caller's transaction.

    Once in a transaction, with all of its alumni: locks are taken in one order within a call.
    """
    shown_as = _locked(alumnus_ids)
    before = facets_of(shown_as)
    after = _wanted(records_of(sorted(set(shown_as.values()))))
    _write(after, {each[-1] for each in before ^ after})
    _count(before, after)
    _note_changed({*shown_as, *shown_as.values()})


def _note_changed(ids: Collection[int]) -> None:
    """For whoever compares records. One noted already is locked until this change is there."""
    rows = [{"alumnus": each} for each in sorted(ids)]
    for first in range(0, len(rows), AT_ONCE):
        AlumnusChange.insert_many(rows[first : first + AT_ONCE]).on_conflict(
            conflict_target=[AlumnusChange.alumnus], preserve=[AlumnusChange.alumnus]
        ).execute()


def _locked(alumnus_ids: Collection[int]) -> dict[int, int]:
    """All whose facets may change → whom they are shown as, locked until the transaction ends."""
    shown_as = _groups(alumnus_ids)
    while True:
        hold_alumni(shown_as)
        again = _groups(alumnus_ids)
        if again.keys() <= shown_as.keys():
            return again
        shown_as = again  # somebody was merged while this waited


def _groups(alumnus_ids: Collection[int]) -> dict[int, int]:
    """These alumni, whom they were merged into, and all who were merged into those."""
    heads = set(ids_with(alumnus_ids).values())
    return ids_with(heads)


def _wanted(records: Iterable[Record]) -> Facets:
    return {
        (each.office_id, kind, value, is_shown, each.name_folded, each.id)
        for each in records
        if each.state != AlumnusState.ERASED
        for (kind, value), is_shown in found_by(each).items()
    }


def _write(facets: Facets, alumnus_ids: Collection[int]) -> None:
    """Anew for those with whom something changed: most often all of theirs did."""
    AlumnusFacet.delete().where(AlumnusFacet.alumnus.in_(sorted(alumnus_ids))).execute()
    columns = ("office", "kind", "value", "is_shown", "name_folded", "alumnus")
    for some in _batches(sorted(each for each in facets if each[-1] in alumnus_ids)):
        rows = [dict(zip(columns, each, strict=True)) for each in some]
        AlumnusFacet.insert_many(rows).execute()


def _count(before: Facets, after: Facets) -> None:
    """Tallies change by what changed, always in the same order: two writers wait, and go on."""
    known, shown = _change(before, after), _change(_shown(before), _shown(after))
    changed = sorted(place for place in {*known, *shown} if known[place] or shown[place])
    for some in _batches(changed):
        _add_to_tallies([(place, known[place], shown[place]) for place in some])
    _forget([place for place in changed if known[place] < 0])


def _shown(facets: Facets) -> Facets:
    return {each for each in facets if each[3]}


def _change(before: Facets, after: Facets) -> Counter[Place]:
    change: Counter[Place] = Counter(each[:3] for each in after)
    change.subtract(each[:3] for each in before)
    return change


def _add_to_tallies(changes: Sequence[tuple[Place, int, int]]) -> None:
    rows = [
        {"office": office_id, "kind": kind, "value": value, "known": known, "shown": shown}
        for (office_id, kind, value), known, shown in changes
    ]
    AlumnusTally.insert_many(rows).on_conflict(
        conflict_target=[AlumnusTally.office, AlumnusTally.kind, AlumnusTally.value],
        update={
            AlumnusTally.known: AlumnusTally.known + EXCLUDED.known,
            AlumnusTally.shown: AlumnusTally.shown + EXCLUDED.shown,
        },
    ).execute()


def _forget(places: Iterable[Place]) -> None:
    """Nothing is left of a word that nobody is called any more."""
    values: dict[tuple[int, str], list[str]] = defaultdict(list)
    for office_id, kind, value in places:
        values[office_id, kind].append(value)
    for (office_id, kind), fewer in values.items():
        for some in _batches(fewer):
            AlumnusTally.delete().where(
                AlumnusTally.office == office_id,
                AlumnusTally.kind == kind,
                AlumnusTally.value.in_(some),
                AlumnusTally.known == 0,
            ).execute()


def _batches(rows: Sequence[Each]) -> Iterable[Sequence[Each]]:
    return (rows[first : first + AT_ONCE] for first in range(0, len(rows), AT_ONCE))
