"""The public list of titles, and the file of one of them once it is open."""

import datetime as dt
from typing import Any

from peewee import Value

from mori.accounts.models import Person
from mori.core.clock import local_date
from mori.core.db import finds
from mori.offices.models import Office

from ..finals.models import FinalCopy
from ..finals.queries import final_of
from ..studies.likeness_queries import counts_of
from ..studies.models import Study, TitleWord
from ..studies.queries import listed, public_study
from ..studies.title_rules import stems

PAGE = 30
MOST_WORDS = 6
Other = TitleWord.alias("other_word")


def public_titles(wanted: str, last: int | None) -> list[Study]:
    """A page and one more of what is listed, the latest first, with all the words wanted."""
    words = sorted(stems(wanted))[:MOST_WORDS]
    if wanted and not words:
        return []
    found, place = (_having(words), TitleWord.study) if words else (_rows(), Study.id)
    if last is not None:
        found = found.where(place < last)
    return list(found.where(*listed()).order_by(place.desc()).limit(PAGE + 1))


def _rows() -> Any:
    return (
        Study.select(Study, Office, Person)
        .join(Office, on=(Study.office == Office.id))
        .switch(Study)
        .join(Person, on=(Study.person == Person.id))
    )


def _having(words: list[str]) -> Any:
    """Those with the rarest of the words, of which each is asked for the others."""
    counts = counts_of(words)
    first, *others = sorted(words, key=lambda word: (counts[word], word))
    found = _rows().switch(Study).join(TitleWord, on=(TitleWord.study == Study.id))
    found = found.where(TitleWord.word == first)
    for word in others:
        same = Other.select(Value(1)).where(Other.word == word, Other.study == Study.id)
        found = found.where(finds(same))
    return found


def open_copy_of(key: str, at: dt.datetime) -> FinalCopy | None:
    """The final copy of a study that is listed, if its day has come where its office is."""
    study = public_study(key)
    if study is None or not study.opening_on(local_date(at, study.office.zone)).is_open:
        return None
    return final_of(study.id)
