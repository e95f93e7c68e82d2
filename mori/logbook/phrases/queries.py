"""What an office's reviewers often ask for."""

from functools import lru_cache
from typing import Any

from peewee import fn

from .models import ReadyPhrase
from .rules import MOST_PHRASES


@lru_cache(256)
def phrases_of(office_id: int, version: int) -> tuple[ReadyPhrase, ...]:
    """An office's own phrases; ``version`` is ``phrases_version``, so a change is seen at once."""
    return tuple(
        ReadyPhrase.select()
        .where(ReadyPhrase.office == office_id)
        .order_by(ReadyPhrase.position, ReadyPhrase.id)
        .limit(MOST_PHRASES)
    )


def phrase_by_key(key: str) -> ReadyPhrase | None:
    return ReadyPhrase.get_or_none(ReadyPhrase.key == key)


def phrases_version(person: Any, office: Any, lately: Any) -> Any:
    """The fact, for whoever is signed in: greater after each change of the office's phrases."""
    revisions = ReadyPhrase.select(fn.SUM(ReadyPhrase.revision)).where(ReadyPhrase.office == office)
    return fn.COALESCE(revisions, 0)


def count_of_phrases(office_id: int) -> int:
    return int(ReadyPhrase.select().where(ReadyPhrase.office == office_id).count())
