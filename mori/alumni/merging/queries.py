"""Records that may be of one person, and what was decided of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from peewee import fn

from mori.accounts.models import Person

from ..finding.models import AlumnusChange
from ..likeness.rules import MOST_IN_BLOCK, PersonFacts
from ..models import Alumnus, AlumnusEvent
from ..queries import ids_with, records_of
from ..rules import AlumnusState, Record
from .models import AlumnusBlock, AlumnusMerge, DuplicatePair, NotSame
from .rules import facts_of_record

PAGE = 20
Gone, Kept = Alumnus.alias("gone"), Alumnus.alias("kept")
Pairs = set[frozenset[int]]


def changed_records(most: int) -> list[int]:
    """Records of one office that changed since they were compared, in the order of their ids."""
    rows: Any = (
        AlumnusChange.select(AlumnusChange.alumnus_id, Alumnus.office_id)
        .join(Alumnus)
        .order_by(AlumnusChange.id)
        .limit(most)
    )
    found = list(rows.tuples())
    return sorted(number for number, office_id in found if office_id == found[0][1])


def standing_among(ids: Collection[int]) -> list[int]:
    """Those that stand for themselves and are compared: not the erased."""
    rows = Alumnus.select(Alumnus.id).where(
        Alumnus.id.in_(list(ids)),
        Alumnus.merged_into.is_null(),
        Alumnus.state != AlumnusState.ERASED,
    )
    return [row.id for row in rows.order_by(Alumnus.id)]


def facts_of(ids: Collection[int]) -> dict[int, PersonFacts]:
    """What tells these records apart; of each that may be compared."""
    return {each.id: facts_of_record(each) for each in records_of(standing_among(ids))}


def restricted_among(ids: Collection[int]) -> set[int]:
    """Those that are neither shown nor used, whichever of their records says so."""
    some = list(ids)
    rows = Alumnus.select(Alumnus.id, Alumnus.merged_into).where(
        Alumnus.id.in_(some) | Alumnus.merged_into.in_(some), Alumnus.is_restricted
    )
    return {row.merged_into_id or row.id for row in rows} if some else set()


def sharing_blocks(office_id: int, digests: Collection[str]) -> dict[str, list[int]]:
    """Who shares a key, unless so many do that it says nothing."""
    here = (AlumnusBlock.office == office_id, AlumnusBlock.digest.in_(list(digests)))
    counted: Any = (
        AlumnusBlock.select(AlumnusBlock.digest)
        .where(*here)
        .group_by(AlumnusBlock.digest)
        .having(fn.COUNT(AlumnusBlock.id) <= MOST_IN_BLOCK)
    )
    telling = [digest for (digest,) in counted.tuples()]
    rows: Any = AlumnusBlock.select(AlumnusBlock.digest, AlumnusBlock.alumnus_id).where(
        AlumnusBlock.office == office_id, AlumnusBlock.digest.in_(telling)
    )
    found: dict[str, list[int]] = defaultdict(list)
    for digest, alumnus_id in rows.tuples():
        found[digest].append(alumnus_id)
    return found


def pairs_of(
    office_id: int, after: tuple[int, int] | None, most: int = PAGE + 1
) -> list[DuplicatePair]:
    """An office's pairs that nobody decided on, the likeliest first."""
    found = DuplicatePair.select().where(DuplicatePair.office == office_id)
    if after:
        score, last_id = after
        found = found.where(
            DuplicatePair.score <= score,
            (DuplicatePair.score < score) | (DuplicatePair.id < last_id),
        )
    return list(found.order_by(DuplicatePair.score.desc(), DuplicatePair.id.desc()).limit(most))


def records_by_id(ids: Iterable[int]) -> dict[int, Record]:
    return {each.id: each for each in records_of(sorted({*ids}))}


def waiting_pairs(office_id: int, most: int = 100) -> int:
    """How many pairs wait for somebody's word, counted no further than ``most``."""
    rows = DuplicatePair.select(DuplicatePair.id).where(DuplicatePair.office == office_id)
    return len(rows.limit(most))


def known_not_same(office_id: int) -> Pairs:
    """Ids of two records each that somebody said are two people's."""
    rows: Any = NotSame.select(NotSame.one_id, NotSame.other_id).where(
        NotSame.office == office_id, NotSame.other.is_null(False)
    )
    return {frozenset(pair) for pair in rows.tuples()}


def not_same_by_facts(office_id: int) -> set[tuple[int, str]]:
    """Records, each with the ``signature`` of a row that somebody said is another's."""
    rows = NotSame.select().where(NotSame.office == office_id)
    found = {(row.one_id, row.other_signature) for row in rows}
    return found | {(row.other_id, row.one_signature) for row in rows if row.other_id}


def not_same_among(ids: Collection[int]) -> tuple[Pairs, set[tuple[int, str]]]:
    """What was said of some records, by the records as which they are shown now."""
    whole = list(ids_with(ids))
    rows = list(NotSame.select().where(NotSame.one.in_(whole) | NotSame.other.in_(whole)))
    named = {each for row in rows for each in (row.one_id, row.other_id) if each}
    heads = ids_with(named)
    pairs = {frozenset((heads[row.one_id], heads[row.other_id])) for row in rows if row.other_id}
    by_facts = {(heads[row.one_id], row.other_signature) for row in rows}
    by_facts |= {(heads[row.other_id], row.one_signature) for row in rows if row.other_id}
    return pairs, by_facts


def not_same_of(office_id: int, before: int | None, most: int = PAGE + 1) -> list[NotSame]:
    """Who was said to be somebody else, the latest first, with both and who said so."""
    found = (
        NotSame.select(NotSame, Kept, Gone, Person)
        .join(Kept, on=(NotSame.one == Kept.id), attr="one")
        .switch(NotSame)
        .left_outer_join(Gone, on=(NotSame.other == Gone.id), attr="other")
        .switch(NotSame)
        .join(Person, on=NotSame.actor)
        .where(NotSame.office == office_id)
        .order_by(NotSame.id.desc())
        .limit(most)
    )
    return list(found.where(NotSame.id < before) if before else found)


def not_same_by_key(key: str) -> NotSame | None:
    return NotSame.get_or_none(NotSame.key == key)


def _merges() -> Any:
    return (
        AlumnusMerge.select(AlumnusMerge, Kept, Gone, Person)
        .join(Kept, on=(AlumnusMerge.kept == Kept.id), attr="kept")
        .switch(AlumnusMerge)
        .join(Gone, on=(AlumnusMerge.merged == Gone.id), attr="merged")
        .switch(AlumnusMerge)
        .join(Person, on=AlumnusMerge.actor)
    )


def merges_of(office_id: int, before: int | None, most: int = PAGE + 1) -> list[AlumnusMerge]:
    """An office's merges that stand, the latest first."""
    found = _merges().where(AlumnusMerge.office == office_id, AlumnusMerge.undone_at.is_null())
    found = found.where(AlumnusMerge.id < before) if before else found
    return list(found.order_by(AlumnusMerge.id.desc()).limit(most))


def merges_into(alumnus: Alumnus) -> list[AlumnusMerge]:
    """Those into one record that stand, the latest first."""
    found = _merges().where(AlumnusMerge.kept == alumnus.id, AlumnusMerge.undone_at.is_null())
    return list(found.order_by(AlumnusMerge.id.desc()))


LEFT = {AlumnusState.WITHDRAWN: "withdraw", AlumnusState.DECEASED: "die"}


def left_since(merge: AlumnusMerge) -> str | None:
    """The verb by which the one record left since a merge, if it has not come back."""
    verb = LEFT.get(Alumnus.get_by_id(merge.kept_id).state)
    theirs = AlumnusEvent.select(AlumnusEvent.id).where(AlumnusEvent.alumnus == merge.kept_id)
    merged = theirs.where(
        AlumnusEvent.verb == "merge", AlumnusEvent.note == Alumnus.get_by_id(merge.merged_id).key
    )
    began = merged.order_by(AlumnusEvent.id.desc()).limit(1).scalar() or 0
    said = theirs.where(AlumnusEvent.verb == verb, AlumnusEvent.id > began)
    return verb if verb and said.exists() else None


def asked_to_be_restricted(alumnus_id: int) -> bool:
    """Whether that was the last word of a record's own history on it."""
    said = AlumnusEvent.select(AlumnusEvent.verb).where(
        AlumnusEvent.alumnus == alumnus_id, AlumnusEvent.verb.in_(["restrict", "lift"])
    )
    return bool(said.order_by(AlumnusEvent.id.desc()).limit(1).scalar() == "restrict")


def alumnus_merge_by_key(key: str) -> AlumnusMerge | None:
    return AlumnusMerge.get_or_none(AlumnusMerge.key == key)


def carried_by(alumnus_id: int) -> list[int]:
    """Ids of those that were merged into this one."""
    rows = Alumnus.select(Alumnus.id).where(Alumnus.merged_into == alumnus_id)
    return [row.id for row in rows.order_by(Alumnus.id)]


def whole_by_key(key: str) -> Alumnus | None:
    """A record, also one that was merged into another."""
    return Alumnus.get_or_none(Alumnus.key == key)


def namesakes(office_id: int, folded_name: str, but: int, most: int = PAGE) -> list[int]:
    """Records whose names begin so; of those that stand for themselves."""
    rows = (
        Alumnus.select(Alumnus.id)
        .where(
            Alumnus.office == office_id,
            Alumnus.merged_into.is_null(),
            Alumnus.id != but,
            Alumnus.state != AlumnusState.ERASED,
            fn.SUBSTR(Alumnus.name_folded, 1, len(folded_name)) == folded_name,
        )
        .order_by(Alumnus.name_folded, Alumnus.id)
        .limit(most)
    )
    return [row.id for row in rows]


def said_of(alumnus_ids: Collection[int]) -> list[NotSame]:
    """All that was said of records, that they are not of one person."""
    ids = list(alumnus_ids)
    rows = NotSame.select().where(NotSame.one.in_(ids) | NotSame.other.in_(ids))
    return list(rows.order_by(NotSame.id))
