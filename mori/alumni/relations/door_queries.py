"""Who can open a door: alumni who agreed to be asked, by where they are."""

from collections.abc import Sequence

from mori.alumni.finding.queries import people_found, tallies
from mori.alumni.finding.rules import FacetKind, Term, slips_of

from ..rules import Agreed

PAGE = 30
MAY_BE_ASKED = Term(FacetKind.AGREED, (str(Agreed.CONTACT),))


def words_meant(office_id: int, words: Sequence[str]) -> list[str]:
    """Words of places that alumni show; where there is none of a word, the commonest that is a
    slip away.
    """
    return [_word_meant(office_id, word) for word in words]


def _word_meant(office_id: int, word: str) -> str:
    near = Term(FacetKind.NOW_AT, tuple(sorted({word, *slips_of(word)})))
    found = {value: times for (_kind, value), times in _tallies(office_id, [near]).items()}
    if word in found or not found:
        return word
    return min(found, key=lambda each: (-found[each], each))


def _tallies(office_id: int, terms: Sequence[Term]) -> dict[tuple[str, str], int]:
    return tallies(office_id, terms, shown=True)


def those_at(
    office_id: int, words: Sequence[str], after: tuple[str, int] | None = None
) -> list[tuple[str, int]]:
    """(name, id) of those who may be asked, and show that they are where all of these words
    stand: one page and one more, in the order of their names.
    """
    terms = [*(Term(FacetKind.NOW_AT, (word,)) for word in words), MAY_BE_ASKED]
    counted = _tallies(office_id, terms)
    return people_found(office_id, terms, counted, shown=True, after=after, limit=PAGE + 1)
