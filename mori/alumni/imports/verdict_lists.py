"""Whose the rows of a list may be: compared with who is known, and with the rows before them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from ..likeness.rules import (
    Likeness,
    PersonFacts,
    Verdict,
    are_surely_two,
    facts_for_likeness,
    likeness,
)
from ..merging import queries as merging
from ..merging.rules import block_digests, signature
from ..understanding.rules import ReadRow
from . import queries, row_queries
from .models import Import, ImportRow
from .row_rules import Candidate, Finding, candidate, finding, restricted, same_row
from .rules import RowDecision, RowVerdict

MOST_KEPT = 10_000  # facts of people that are kept at hand
Facts = Mapping[int, PersonFacts]
Whose = dict[int, tuple[int, int]]  # row → the alumnus or the row whose it was found to be


@dataclass
class AtHand:
    """Facts that the next rows will ask for again; losing them loses nothing but time."""

    known: dict[int, PersonFacts] = field(default_factory=dict)
    rows: dict[int, PersonFacts] = field(default_factory=dict)

    def of_known(self, ids: Collection[int]) -> Facts:
        missing = [each for each in ids if each not in self.known]
        _make_room(self.known, len(missing))
        self.known |= merging.facts_of(missing) if missing else {}
        return self.known

    def of_rows(self, ids: Collection[int]) -> Facts:
        missing = [each for each in ids if each not in self.rows]
        _make_room(self.rows, len(missing))
        for number, row in row_queries.rows_by_id(missing).items() if missing else ():
            self.rows[number] = facts_for_likeness(row.read)
        return self.rows


def _make_room(kept: dict[int, PersonFacts], wanted: int) -> None:
    if len(kept) + wanted > MOST_KEPT:
        kept.clear()


def findings(
    imported: Import, rows: Sequence[ImportRow], at_hand: AtHand, *, is_among_all: bool = False
) -> dict[int, Finding]:
    """What some people's rows were found to be, by their ids.

    Each is compared with the rows before it, with ``is_among_all`` also with those behind.
    """
    read = {row.id: row.read for row in rows}
    facts = {number: facts_for_likeness(each) for number, each in read.items()}
    digests = {number: block_digests(each) for number, each in facts.items()}
    of_known = _alike(facts, *_near_known(imported, facts, digests, at_hand))
    near = {each for likely in of_known.values() for each, _how in likely}
    apart = _apart(near)
    of_rows = _alike(facts, *_near_rows(imported, rows, digests, at_hand, is_among_all))
    before = queries.became_before(imported, [row.position for row in rows])
    whose = _whose({each for likely in of_rows.values() for each, _how in likely})
    near |= {alumnus for alumnus, _row in whose.values()} | set(before.values())
    unused = merging.restricted_among(near)
    found: dict[int, Finding] = {}
    for row in rows:
        own = signature(facts[row.id])
        candidates = [
            candidate(how, alumnus=each)
            for each, how in of_known[row.id]
            if (each, own) not in apart
        ]
        candidates += _through(of_rows[row.id], whose, row.id)
        again = before.get(row.position)
        found[row.id] = _finding(read[row.id], candidates, again, unused)
        if found[row.id].verdict is RowVerdict.JOINS:
            whose[row.id] = (found[row.id].joins or 0, found[row.id].joins_row or 0)
    return found


def _finding(
    read: ReadRow, candidates: Iterable[Candidate], again: int | None, unused: Collection[int]
) -> Finding:
    """``again`` is whose record this very row became before; ``unused`` are restricted."""
    same = same_row(again) if again else None
    free = [restricted(each) if each.alumnus in unused else each for each in candidates]
    return finding(read, free, restricted(same) if same and again in unused else same)


def _near_known(
    imported: Import, facts: Facts, digests: Mapping[int, set[str]], at_hand: AtHand
) -> tuple[dict[int, set[int]], Facts]:
    sharing = merging.sharing_blocks(imported.office_id, _all(digests))
    near = {
        number: {one for digest in each for one in sharing.get(digest, ())}
        for number, each in digests.items()
    }
    return near, at_hand.of_known(_all(near))


def _near_rows(
    imported: Import,
    rows: Sequence[ImportRow],
    digests: Mapping[int, set[str]],
    at_hand: AtHand,
    is_among_all: bool,
) -> tuple[dict[int, set[int]], Facts]:
    sharing: dict[str, list[int]] = defaultdict(list)
    for digest, number in row_queries.sharing_rows(imported, _all(digests)):
        sharing[digest].append(number)
    # Rows are kept in their order, so that of two ids the lower one stands before.
    near = {
        row.id: {
            one
            for digest in digests[row.id]
            for one in sharing[digest]
            if one < row.id or (is_among_all and one != row.id)
        }
        for row in rows
    }
    return near, at_hand.of_rows(_all(near))


def _all(sets: Mapping[int, set[Any]]) -> set[Any]:
    return set(chain.from_iterable(sets.values()))


def _alike(
    facts: Facts, near: Mapping[int, set[int]], others: Facts
) -> dict[int, list[tuple[int, Likeness]]]:
    """Of those near, who may be the same person."""
    return {
        number: [
            (each, how)
            for each in sorted(ids)
            if each in others
            and not are_surely_two(facts[number], others[each])
            and (how := likeness(facts[number], others[each])).verdict is not Verdict.OTHER
        ]
        for number, ids in near.items()
    }


def _apart(ids: Collection[int]) -> set[tuple[int, str]]:
    """Records, each with the signature of somebody who was said to be another."""
    return merging.not_same_among(ids)[1] if ids else set()


def _whose(ids: Collection[int]) -> Whose:
    """Of rows that join somebody, whom; a row that stands for itself is not named."""
    rows = row_queries.rows_by_id(ids).values() if ids else ()
    return {
        row.id: (row.joins_id or 0, row.joins_row_id or 0)
        for row in rows
        if row.decision == RowDecision.JOIN
        or (not row.decision and row.verdict == RowVerdict.JOINS)
    }


def _through(likely: Iterable[tuple[int, Likeness]], whose: Whose, own: int) -> Iterator[Candidate]:
    """Rows as candidates; for one that joins somebody that somebody, who may be this row."""
    for number, how in likely:
        alumnus, row = whose.get(number, (0, number))
        if row != own:
            yield candidate(how, alumnus=alumnus, row=0 if alumnus else row)
