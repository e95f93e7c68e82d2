"""Whose row it may be, and what somebody wrote instead. No database, no request."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ..likeness.rules import Likeness, Reason, Verdict
from ..understanding.rules import ReadRow, RowKind, packed_row
from ..values.rules import Field
from .rules import RowVerdict

MOST_CANDIDATES = 5
EMPTY = json.dumps(packed_row(ReadRow(0, "", 0, RowKind.PERSON)))  # of which nothing is kept
CORRECTABLE = frozenset(
    {RowKind.PERSON, RowKind.UNREADABLE, RowKind.TITLE, RowKind.GROUP, RowKind.TOTAL}
)
# What somebody may write instead, and what is known by each.
TEXTS: Mapping[Field, tuple[Field, ...]] = {
    Field.NAME: (Field.NAME, Field.BEFORE, Field.AFTER),
    Field.NUMBER: (Field.NUMBER,),
    Field.INSTITUTION: (Field.INSTITUTION, Field.KNOWN),
    Field.PROGRAMME: (Field.PROGRAMME,),
    Field.PHONE: (Field.PHONE,),
    Field.EMAIL: (Field.EMAIL,),
    Field.ADDRESS: (Field.ADDRESS,),
    Field.REGION: (Field.REGION,),
    Field.STARTS: (Field.STARTS,),
    Field.ENDS: (Field.ENDS,),
    Field.YEAR: (Field.YEAR,),
    Field.UNIT: (Field.UNIT,),
    Field.NOW_AT: (Field.NOW_AT,),
    Field.NOTE: (Field.NOTE,),
}
BETWEEN = {Field.PHONE: "; ", Field.EMAIL: "; ", Field.YEAR: "/"}


class Candidate(NamedTuple):
    """Somebody known, or an earlier row of the same list, whose row this may be."""

    alumnus: int  # 0: a row
    row: int  # 0: an alumnus
    score: int  # from 0 to 100
    verdict: Verdict
    reasons: tuple[tuple[Reason, str], ...]

    @property
    def who(self) -> tuple[int, int]:
        return self.alumnus, self.row

    @property
    def is_restricted(self) -> bool:
        return (Reason.RESTRICTED, "") in self.reasons

    @property
    def choice(self) -> str:
        """As a form names it."""
        return f"a{self.alumnus}" if self.alumnus else f"r{self.row}"

    @property
    def words(self) -> list[Any]:
        return Likeness(0.0, self.verdict, self.reasons).words


class Finding(NamedTuple):
    """What a row was found to be, and whose."""

    verdict: RowVerdict
    candidates: tuple[Candidate, ...] = ()
    joins: int | None = None
    joins_row: int | None = None


def candidate(likely: Likeness, *, alumnus: int = 0, row: int = 0) -> Candidate:
    return Candidate(alumnus, row, round(likely.score * 100), likely.verdict, likely.reasons)


def same_row(alumnus: int) -> Candidate:
    """What became of the same row of the same file before."""
    return Candidate(alumnus, 0, 100, Verdict.SAME, ((Reason.SAME_ROW, ""),))


def restricted(found: Candidate) -> Candidate:
    """Somebody who is neither shown nor used: nothing is said of them but what to do."""
    return found._replace(reasons=((Reason.RESTRICTED, ""),))


def finding(
    read: ReadRow, candidates: Iterable[Candidate], again: Candidate | None = None
) -> Finding:
    """Only who surely is one person joins by itself; somebody decides on everything else, and on
    whoever may be somebody restricted.

    ``again`` is whom this very row became before, whatever is doubtful about it.
    """
    ranked = ranked_once([*candidates, *([again] if again else [])])
    same = [again] if again else [each for each in ranked if each.verdict is Verdict.SAME]
    shown = tuple(ranked[:MOST_CANDIDATES])
    is_free = len(same) == 1 and not same[0].is_restricted
    if is_free and (again or not read.is_doubtful):
        alumnus, row = same[0].who
        return Finding(RowVerdict.JOINS, shown, alumnus or None, row or None)
    is_clear = not ranked and not read.is_doubtful
    return Finding(RowVerdict.NEW if is_clear else RowVerdict.DOUBTFUL, shown)


def ranked_once(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Each once, by what speaks most for them, the likeliest first."""
    best: dict[tuple[int, int], Candidate] = {}
    for each in candidates:
        before = best.get(each.who)
        if before is None or _strength(each) > _strength(before):
            best[each.who] = each
    return sorted(best.values(), key=lambda each: (*(-part for part in _strength(each)), each.who))


def _strength(each: Candidate) -> tuple[int, int]:
    return int(each.verdict is Verdict.SAME), each.score


def finding_without_person(kind: RowKind) -> Finding:
    return Finding(RowVerdict.UNREADABLE if kind is RowKind.UNREADABLE else RowVerdict.OTHER)


def packed_candidates(candidates: Iterable[Candidate]) -> str:
    return json.dumps(
        [
            [each.alumnus, each.row, each.score, str(each.verdict), _reasons(each)]
            for each in candidates
        ]
    )


def _reasons(each: Candidate) -> list[tuple[str, str]]:
    return [(str(reason), text) for reason, text in each.reasons]


def unpacked_candidates(kept: str) -> list[Candidate]:
    return [
        Candidate(
            alumnus,
            row,
            score,
            Verdict(verdict),
            tuple((Reason(reason), text) for reason, text in reasons),
        )
        for alumnus, row, score, verdict, reasons in json.loads(kept)
    ]


def text_of(read: ReadRow, field: Field, said: Callable[[Field, str], str]) -> str:
    """What is known in a field, as somebody may write it again; ``said`` says how it reads."""
    if field is Field.NAME:
        before, after = read.value(Field.BEFORE), read.value(Field.AFTER)
        name = " ".join(filter(None, [before, read.value(Field.NAME)]))
        return f"{name}, {after}" if after else name
    return BETWEEN.get(field, ", ").join(said(field, each) for each in read.values(field))


def cells_beside(read: ReadRow, headings: Sequence[str]) -> list[tuple[str, str]]:
    """What stood in the row, each beside its heading; empty cells are left out."""
    names = [*headings, *[""] * (len(read.cells) - len(headings))]
    return [(name, text) for name, text in zip(names, read.cells, strict=False) if text]
