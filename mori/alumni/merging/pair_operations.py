"""Finding pairs of records that may be of one person, a few changed records at a time."""

from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from typing import Any

from mori.core.db import writing

from ..finding.models import AlumnusChange
from ..finding.queries import hold_alumni
from ..likeness.rules import PersonFacts, Verdict, likeness
from ..queries import alumnus_by_id
from . import queries
from .models import AlumnusBlock, DuplicatePair
from .rules import block_digests, packed_reasons, signature

AT_ONCE = 10  # records whose pairs are looked for in one transaction
ROWS = 100  # in one statement


def compare_next() -> bool:
    """Compare the next records that changed with those like them; whether there were any."""
    ids = queries.changed_records(AT_ONCE)
    if ids:
        _compare(ids)
    return bool(ids)


@writing()
def _compare(ids: list[int]) -> None:
    """Their pairs anew. Locked first: a change not there yet is noted again after this.

    Who is restricted is in no pair; the lists that are taken in are compared with them.
    """
    hold_alumni(ids)
    AlumnusChange.delete().where(AlumnusChange.alumnus.in_(ids)).execute()
    forget_pairs(ids)
    known = queries.facts_of(ids)
    if known:
        office_id = alumnus_by_id(ids[0]).office_id
        digests = {number: block_digests(facts) for number, facts in known.items()}
        _add(AlumnusBlock, _blocks(office_id, digests))
        _add(DuplicatePair, _pairs(office_id, known, digests))


def forget_pairs(ids: Collection[int]) -> None:
    """What was derived of some records goes."""
    AlumnusBlock.delete().where(AlumnusBlock.alumnus.in_(list(ids))).execute()
    DuplicatePair.delete().where(
        DuplicatePair.one.in_(list(ids)) | DuplicatePair.other.in_(list(ids))
    ).execute()


def _blocks(office_id: int, digests: Mapping[int, set[str]]) -> Iterator[dict[str, Any]]:
    for number, each in digests.items():
        for digest in sorted(each):
            yield {"office": office_id, "digest": digest, "alumnus": number}


def _pairs(
    office_id: int, known: Mapping[int, PersonFacts], digests: Mapping[int, set[str]]
) -> Iterator[dict[str, Any]]:
    sharing = queries.sharing_blocks(office_id, set(chain(*digests.values())))
    near = {
        number: {one for digest in each for one in sharing.get(digest, ())} - {number}
        for number, each in digests.items()
    }
    facts = queries.facts_of(set(chain(*near.values())) - set(known)) | dict(known)
    unused = queries.restricted_among(facts)
    facts = {number: each for number, each in facts.items() if number not in unused}
    apart, apart_by_facts = queries.not_same_among(known)
    pairs = sorted({tuple(sorted((one, each))) for one, some in near.items() for each in some})
    for one, other in pairs:
        if one not in facts or other not in facts or frozenset((one, other)) in apart:
            continue
        said = {(one, signature(facts[other])), (other, signature(facts[one]))}
        found = likeness(facts[one], facts[other])
        if found.verdict is Verdict.OTHER or said & apart_by_facts:
            continue
        yield {
            "office": office_id,
            "one": one,
            "other": other,
            "score": round(found.score * 100),
            "reasons": packed_reasons(found),
        }


def _add(model: Any, rows: Iterator[dict[str, Any]]) -> None:
    some = list(rows)
    for first in range(0, len(some), ROWS):
        model.insert_many(some[first : first + ROWS]).on_conflict_ignore().execute()
