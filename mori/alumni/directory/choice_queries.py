"""By which values an office's alumni may be narrowed, and how many each finds."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from mori.alumni.finding.queries import Tally, tally_page, tally_rows
from mori.alumni.finding.rules import FIRST_YEAR, LAST_YEAR, FacetKind, Term, lacking
from mori.core.texts.folding import folded
from mori.institutions.models import Institution, Region
from mori.institutions.queries import institutions_of
from mori.offices.queries import units_of

CHOICES = 60  # skills on a page


class Counted(NamedTuple):
    """A value, as an address says it and as people do, and how many alumni it finds."""

    value: str
    label: str
    known: int
    shown: int


def years_counted(office_id: int) -> list[Counted]:
    """The latest first."""
    term = Term(FacetKind.YEAR, low=FIRST_YEAR, high=LAST_YEAR)
    return [
        Counted(each.value, each.value, each.known, each.shown)
        for each in reversed(tally_rows(office_id, [term]))
    ]


def provinces_counted(office_id: int) -> list[Counted]:
    return _regions(tally_rows(office_id, [Term(FacetKind.PROVINCE, low="1", high="a")]))


def regions_counted(office_id: int, province: str) -> list[Counted]:
    """Of one province; the province itself for those of whom no more is known."""
    after = str(int(province) + 1) if province.isdecimal() else province
    inside = Term(FacetKind.REGION, low=province, high=after)
    return _regions(tally_rows(office_id, [inside]))


def lacking_counted(office_id: int, name: str) -> tuple[int, int]:
    """How many have no year or no region in the records, and show none in the directory."""
    terms = [lacking(name, shown=False), lacking(name, shown=True)]
    found = {each.value: each for each in tally_rows(office_id, terms)}
    known, shown = found.get(name), found.get(f"shown_{name}")
    return known.known if known else 0, shown.shown if shown else 0


def _regions(rows: Iterable[Tally]) -> list[Counted]:
    rows = list(rows)
    codes = [each.value for each in rows]
    called = Region.select().where(Region.code.in_(codes)) if codes else []
    names: dict[str, str] = {row.code: row.name for row in called}
    return [
        Counted(each.value, names.get(each.value, each.value), each.known, each.shown)
        for each in rows
    ]


def institutions_counted(office_id: int, search: str, after: str) -> list[tuple[Counted, str]]:
    """One page and one more by name, each with its folded name."""
    found = institutions_of(office_id, search, after=after)
    counted = _by_standing(office_id, [each.id for each in found])
    return [(Counted(each.key, each.name, *counted[each.id]), each.name_folded) for each in found]


def _by_standing(office_id: int, ids: list[int]) -> dict[int, tuple[int, int]]:
    """What stands for itself → known and shown, with all that was merged into it."""
    if not ids:
        return {}
    rows: Any = Institution.select(Institution.id, Institution.merged_into).where(
        Institution.id.in_(ids) | Institution.merged_into.in_(ids)
    )
    standing = {str(row.id): row.merged_into_id or row.id for row in rows}
    sums = dict.fromkeys(ids, (0, 0))
    if standing:
        for each in tally_rows(office_id, [Term(FacetKind.INSTITUTION, tuple(standing))]):
            known, shown = sums[standing[each.value]]
            sums[standing[each.value]] = (known + each.known, shown + each.shown)
    return sums


def units_counted(office_id: int) -> list[Counted]:
    units = units_of(office_id, closed=True)
    term = Term(FacetKind.UNIT, tuple(str(each.id) for each in units))
    found = {each.value: each for each in tally_rows(office_id, [term])} if units else {}
    counted = [(each, found.get(str(each.id))) for each in units]
    return [
        Counted(unit.key, unit.short, tally.known, tally.shown) for unit, tally in counted if tally
    ]


def skills_counted(office_id: int, search: str, after: str, *, shown: bool) -> list[Counted]:
    """One page and one more, by what they are called."""
    word = folded(search)
    rows = tally_page(office_id, FacetKind.SKILL, word, after, CHOICES + 1, shown=shown)
    return [Counted(each.value, each.value, each.known, each.shown) for each in rows]
