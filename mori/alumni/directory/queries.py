"""Who of an office's alumni is in a segment."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass

from mori.alumni.finding.queries import (
    Tallies,
    count_by,
    ids_found,
    people_found,
    tallies,
    words_near,
)
from mori.alumni.finding.rules import (
    EVERYBODY,
    FacetKind,
    Term,
    beginning,
    in_years,
    lacking,
    words_in,
)
from mori.alumni.likeness.rules import name_words
from mori.alumni.rules import Agreed
from mori.alumni.values.name_rules import name_in
from mori.alumni.values.rules import Field
from mori.core.texts.folding import folded
from mori.institutions.models import Institution
from mori.institutions.queries import ids_with, institution_by_key, region_by_code
from mori.offices.models import Unit
from mori.offices.queries import unit_by_key

from .segments import NONE, Segment

PAGE = 30
AT_ONCE = 500
NOBODY = "-"  # the value by which nobody is found


@dataclass(frozen=True)
class Search:
    """What a segment comes to: its terms, how many each finds, and what was taken for what."""

    terms: tuple[Term, ...]
    counted: Tallies
    words: tuple[str, ...]  # of the name
    instead: Mapping[str, tuple[str, ...]]  # a word as it was typed → the names it may mean
    is_wide: bool = False  # nobody has the words as they were typed


def ids_in(
    office_id: int, segment: Segment, purpose: Agreed, after_id: int = 0, limit: int = AT_ONCE
) -> list[int]:
    """Ids, by id, of those in the directory who fit and agreed to a purpose."""
    terms = _with_purpose(office_id, segment, purpose).terms
    return ids_found(office_id, terms, after_id=after_id, limit=limit)


def count_in(office_id: int, segment: Segment, purpose: Agreed) -> int:
    """How many ``ids_in`` gives in all."""
    search = _with_purpose(office_id, segment, purpose)
    if len(search.terms) == 1:
        return count_by(search.terms[0], search.counted)
    found = people_found(office_id, search.terms, search.counted, shown=True, limit=None)
    return len(found)


def _with_purpose(office_id: int, segment: Segment, purpose: Agreed) -> Search:
    """Of those whom the directory shows for a segment: who agreed to a purpose."""
    agreed = Term(FacetKind.AGREED, (str(purpose),))
    is_wide = search_in(office_id, segment, shown=True).is_wide
    return search_for(office_id, segment, agreed, shown=True, is_wide=is_wide)


def people_in(
    office_id: int,
    segment: Segment,
    *more: Term,
    shown: bool,
    after: tuple[str, int] | None = None,
    limit: int = PAGE + 1,
) -> tuple[Search, list[tuple[str, int]]]:
    """Folded name and id of those who fit, by name, from behind ``after`` on.

    Of an office's own records, or of those shown to others.
    """
    search = search_in(office_id, segment, *more, shown=shown)
    found = people_found(
        office_id, search.terms, search.counted, shown=shown, after=after, limit=limit
    )
    return search, found


def search_in(office_id: int, segment: Segment, *more: Term, shown: bool) -> Search:
    """What a segment comes to; where nobody is called so, those nearly so called."""
    search = search_for(office_id, segment, *more, shown=shown)
    may_mean_others = any(len(each) > 3 and each not in search.instead for each in search.words)
    if may_mean_others and len(search.terms) > 1:
        terms, counted = search.terms, search.counted
        if not people_found(office_id, terms, counted, shown=shown, limit=1):
            return search_for(office_id, segment, *more, shown=shown, is_wide=True)
    return search


def search_for(
    office_id: int, segment: Segment, *more: Term, shown: bool, is_wide: bool = False
) -> Search:
    """The terms of a segment. A word that nobody is called is taken for what sounds alike, or is
    a slip away; ``is_wide`` takes all words so.
    """
    words = {each: beginning(FacetKind.WORD, each) for each in _words_of(segment.word)}
    counted = tallies(office_id, words.values(), shown=shown)
    instead = {
        word: tuple(words_near(office_id, word, shown=shown))
        for word, term in words.items()
        if (is_wide and len(word) > 3) or not count_by(term, counted)
    }
    heard = words | {
        word: Term(FacetKind.WORD, near or (NOBODY,)) for word, near in instead.items()
    }
    plain = [*_plain_terms(office_id, segment, shown=shown), *more]
    terms = tuple([*heard.values(), *plain] or [EVERYBODY])
    counted = tallies(office_id, terms, shown=shown)
    return Search(terms, counted, tuple(words), instead, is_wide)


def _words_of(text: str) -> list[str]:
    """The words of a name without its titles, each once."""
    name = next(iter(name_in(text).values(Field.NAME)), text)
    return list(dict.fromkeys(name_words(name))) or ([NOBODY] if text else [])


def _plain_terms(office_id: int, segment: Segment, *, shown: bool) -> Iterator[Term]:
    if segment.province == NONE:
        yield lacking("region", shown=shown)
    elif segment.province:
        yield Term(FacetKind.PROVINCE, (segment.province,))
    if segment.region:
        yield Term(FacetKind.REGION, (segment.region,))
    if segment.institution:
        yield came_from(institution_here(office_id, segment.institution))
    if segment.year == NONE:
        yield lacking("year", shown=shown)
    elif segment.year:
        yield in_years(segment.year) or Term(FacetKind.YEAR, (NOBODY,))
    if segment.unit:
        unit = unit_here(office_id, segment.unit)
        yield Term(FacetKind.UNIT, (str(unit.id) if unit else NOBODY,))
    if segment.skill:
        yield Term(FacetKind.SKILL, (folded(segment.skill)[:60],))
    if segment.now_at:
        words = sorted(words_in(segment.now_at)) or [NOBODY]
        yield from (beginning(FacetKind.NOW_AT, each) for each in words)


def came_from(institution: Institution | None) -> Term:
    """Those of an institution and of all that was merged into it, now and whenever that changes."""
    ids = ids_with(institution) if institution else []
    return Term(FacetKind.INSTITUTION, tuple(map(str, ids)) or (NOBODY,))


def institution_here(office_id: int, key: str) -> Institution | None:
    found = institution_by_key(key)
    return found.standing if found and found.office_id == office_id else None


def institution_keys(ids: Collection[int]) -> dict[int, str]:
    """Id → key."""
    rows = Institution.select(Institution.id, Institution.key).where(Institution.id.in_(list(ids)))
    return {row.id: row.key for row in rows} if ids else {}


def unit_here(office_id: int, key: str) -> Unit | None:
    found = unit_by_key(key)
    return found if found and found.office_id == office_id else None


def parts_of(office_id: int, segment: Segment) -> dict[str, str]:
    """What a segment narrows to, in words: part → how it is called; empty for what is not known."""
    said = {name: text for name, text in asdict(segment).items() if text}
    for name in said.keys() & {"province", "region"}:
        region = region_by_code(said[name])
        said[name] = region.name if region else said[name]
    if "institution" in said:
        institution = institution_here(office_id, segment.institution)
        said["institution"] = institution.name if institution else "–"
    if "unit" in said:
        unit = unit_here(office_id, segment.unit)
        said["unit"] = unit.short if unit else "–"
    return said


def label_of(office_id: int, segment: Segment) -> str:
    """A segment in words, such as "sari · 2015-2018"; empty where it leaves nobody out."""
    return " · ".join(parts_of(office_id, segment).values())
