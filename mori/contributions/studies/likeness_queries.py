"""Titles that are alike, found by their rarest words."""

from collections.abc import Collection
from typing import Any, NamedTuple

from peewee import Select

from mori.core.counts.overview import number_of
from mori.core.db import db, literals
from mori.offices.models import Office

from . import queries
from .models import Study, TitleWord
from .rules import STANDING
from .title_rules import ALIKE, likeness, rarest, stems

ENOUGH = 200  # rows that are counted of a word: what is as common as that is not rare
MOST = 5  # shown
LOOKED_AT = 300


class Alike(NamedTuple):
    """A title like another one, and how much."""

    study: Study
    share: float


def counts_of(words: Collection[str]) -> dict[str, int]:
    """How many titles have each of some stems, counted no further than ``ENOUGH``."""
    if not words:
        return {}
    columns = [number_of(_with(word), ENOUGH) for word in words]
    (row,) = db.execute(Select(columns=columns))
    return dict(zip(words, row, strict=True))


def _with(word: str) -> Any:
    return TitleWord.select().where(TitleWord.word == word)


def neighbours(study: Study) -> list[Alike]:
    """The titles most like a study's: its own office's, and public ones of all others.

    They are shown and refuse nothing; nobody's name is among them.
    """
    said = stems(study.title)
    counts = {word: count - 1 for word, count in counts_of(sorted(said)).items()}  # but its own
    words = rarest(counts)
    if not words:
        return []
    found = [Alike(each, likeness(said, stems(each.title))) for each in _having(words, study)]
    alike = [each for each in found if each.share >= ALIKE]
    return sorted(alike, key=lambda each: (-each.share, -each.study.id))[:MOST]


def _having(words: Collection[str], study: Study) -> list[Study]:
    with_one = TitleWord.select(TitleWord.study).where(TitleWord.word.in_(list(words)))
    is_ours = (Study.office == study.office_id) & Study.state.in_(literals(STANDING))
    wants, has_guardian, is_public = queries.listed()
    is_seen = is_ours | (wants & has_guardian & is_public)
    rows = (
        Study.select(Study, Office)
        .join(Office, on=(Study.office == Office.id))
        .where(Study.id.in_(with_one.limit(LOOKED_AT)), Study.id != study.id, is_seen)
    )
    return list(rows)
