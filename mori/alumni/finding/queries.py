"""By what alumni are found, how many are, and who they are."""

from collections.abc import Collection, Sequence
from functools import reduce
from typing import Any, NamedTuple

from peewee import SQL

from mori.core.db import contains, finds, is_sqlite, literals

from ..models import Alumnus
from .models import AlumnusFacet, AlumnusTally
from .rules import BESIDE, EVERYBODY, FacetKind, Facets, Term, heard_as, slips_of

MANY = 30  # values whose people are read side by side
FEW = 400  # people of more values than that who are sorted at once
NEAR_MOST = 12  # words taken for a slip of one
Also = AlumnusFacet.alias("also")
Tallies = dict[tuple[str, str], int]  # kind, value → how many


def facets_of(ids: Collection[int]) -> Facets:
    """By what these alumni are found now."""
    rows: Any = AlumnusFacet.select(
        AlumnusFacet.office_id,
        AlumnusFacet.kind,
        AlumnusFacet.value,
        AlumnusFacet.is_shown,
        AlumnusFacet.name_folded,
        AlumnusFacet.alumnus_id,
    ).where(AlumnusFacet.alumnus.in_(list(ids)))
    return set(rows.tuples())


def hold_alumni(ids: Collection[int]) -> None:
    """Row locks in one order; SQLite has but one lock, which ``writing`` took.

    Rows that point here may be written meanwhile: their writers wait at their own refresh.
    """
    if ids and not is_sqlite():
        rows: Any = Alumnus.select(Alumnus.id).where(Alumnus.id.in_(sorted(ids)))
        list(rows.order_by(Alumnus.id).for_update("FOR NO KEY UPDATE"))


def _fits(model: Any, term: Term) -> Any:
    """Whether a row is of a term; the kind stands in the statement, as plans depend on it."""
    kind = model.kind.in_(literals([term.kind]))
    if term.low:
        return kind & (model.value >= term.low) & (model.value < term.high)
    if term.is_single:
        return kind & (model.value == term.values[0])
    return kind & model.value.in_(list(term.values))


class Tally(NamedTuple):
    """How many alumni are found by a value, in the office's records and in the directory."""

    kind: FacetKind
    value: str
    known: int
    shown: int


def tally_rows(office_id: int, terms: Collection[Term]) -> list[Tally]:
    """The tallies of all values that some terms take in, by value."""
    if not terms:
        return []
    # One part for each: of several in one condition SQLite would read all that an office has.
    whole: Any = reduce(
        lambda found, each: found + each,
        (_tallies(office_id).where(_fits(AlumnusTally, each)) for each in dict.fromkeys(terms)),
    )
    return sorted({Tally(*row) for row in whole.tuples()}, key=lambda each: each.value)


def _tallies(office_id: int) -> Any:
    columns = (AlumnusTally.kind, AlumnusTally.value, AlumnusTally.known, AlumnusTally.shown)
    return AlumnusTally.select(*columns).where(AlumnusTally.office == office_id)


def tallies(office_id: int, terms: Collection[Term], *, shown: bool) -> Tallies:
    """How many of an office's alumni are found by each value of some terms."""
    found = {
        (each.kind, each.value): each.shown if shown else each.known
        for each in tally_rows(office_id, terms)
    }
    return {place: times for place, times in found.items() if times}


def count_by(term: Term, counted: Tallies) -> int:
    """How many a term finds at most, out of ``tallies`` of it and others."""
    return sum(times for (kind, value), times in counted.items() if _is_of(term, kind, value))


def _is_of(term: Term, kind: str, value: str) -> bool:
    is_in = term.low <= value < term.high if term.low else value in term.values
    return kind == term.kind and is_in


def words_near(office_id: int, word: str, *, shown: bool) -> list[str]:
    """The words of an office's names that are heard alike or a slip away, the commonest first."""
    slips = Term(FacetKind.WORD, tuple(sorted({word, *slips_of(word)})))
    asked = [slips, heard_as(word)] if len(word) > 2 else [slips]
    found = {
        value.partition(BESIDE)[2] if kind == FacetKind.SOUND else value: times
        for (kind, value), times in tallies(office_id, asked, shown=shown).items()
    }
    return sorted(found, key=lambda each: (-found[each], each))[:NEAR_MOST]


def people_found(
    office_id: int,
    terms: Collection[Term],
    counted: Tallies,
    *,
    shown: bool,
    after: tuple[str, int] | None = None,
    limit: int | None,
) -> list[tuple[str, int]]:
    """Folded name and id of those found by all terms, in that order, from behind ``after`` on.

    The rarest term leads: the people of each of its values stand in the order of names.
    """
    leads, values = _leading(terms, counted)
    others = [each for each in dict.fromkeys(terms) if each != leads]
    streams = [
        _in_order(office_id, each, others, shown=shown, after=after, limit=limit) for each in values
    ]
    first, *more = streams
    if not more:
        return list(first.tuples())
    whole: Any = reduce(lambda found, each: found | each, map(_wrapped, streams))
    return list(whole.order_by(SQL("1"), SQL("2")).limit(limit).tuples())


def _leading(terms: Collection[Term], counted: Tallies) -> tuple[Term, list[Term]]:
    """The term whose rows are read, and the parts of it that are each in order.

    Few of many values are sorted together; else one of fewer values leads, at worst everybody.
    """
    for each in sorted(terms, key=lambda each: count_by(each, counted)):
        values = [value for (kind, value) in counted if _is_of(each, kind, value)]
        if len(values) <= MANY:
            return each, [Term(each.kind, (value,)) for value in sorted(values)] or [each]
        if count_by(each, counted) <= FEW:
            return each, [each]
    return EVERYBODY, [EVERYBODY]


def _in_order(
    office_id: int,
    leads: Term,
    others: Collection[Term],
    *,
    shown: bool,
    after: tuple[str, int] | None,
    limit: int | None,
) -> Any:
    found = (
        AlumnusFacet.select(AlumnusFacet.name_folded, AlumnusFacet.alumnus_id)
        .where(AlumnusFacet.office == office_id, _fits(AlumnusFacet, leads))
        .order_by(AlumnusFacet.name_folded, AlumnusFacet.alumnus)
        .limit(limit)
    )
    if shown:
        found = found.where(AlumnusFacet.is_shown)
    if not leads.is_single:
        found = found.distinct()
    for each in others:
        found = found.where(_also(AlumnusFacet.alumnus, each, shown=shown))
    return _further_on(found, after)


def _wrapped(stream: Any) -> Any:
    """A part of a union that has an order and a limit of its own."""
    return stream.select_from(stream.c.name_folded, stream.c.alumnus_id)


def _also(alumnus: Any, term: Term, *, shown: bool) -> Any:
    found: Any = Also.select(SQL("1")).where(Also.alumnus == alumnus, _fits(Also, term))
    return finds(found.where(Also.is_shown) if shown else found)


def _further_on(found: Any, after: tuple[str, int] | None) -> Any:
    if after is None:
        return found
    name, number = after
    return found.where(
        AlumnusFacet.name_folded >= name,
        (AlumnusFacet.name_folded > name) | (AlumnusFacet.alumnus > number),
    )


def ids_found(office_id: int, terms: Sequence[Term], *, after_id: int = 0, limit: int) -> list[int]:
    """Ids of those shown who are found by all terms, by id: for work that goes through them all."""
    found = (
        Alumnus.select(Alumnus.id)
        .where(Alumnus.office == office_id, Alumnus.id > after_id)
        .order_by(Alumnus.id)
        .limit(limit)
    )
    for each in terms:
        found = found.where(_also(Alumnus.id, each, shown=True))
    return [row.id for row in found]


def tally_page(
    office_id: int, kind: FacetKind, part: str, after: str, limit: int, *, shown: bool
) -> list[Tally]:
    """The values of a kind that hold a text, by value, from behind ``after`` on."""
    found = (
        _tallies(office_id)
        .where(AlumnusTally.kind.in_(literals([kind])), AlumnusTally.value > after)
        .order_by(AlumnusTally.value)
        .limit(limit)
    )
    if part:
        found = found.where(contains(AlumnusTally.value, part))
    if shown:
        found = found.where(AlumnusTally.shown > 0)
    return [Tally(*row) for row in found.tuples()]
