"""An office's own ready phrases."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused

from . import queries
from .models import ReadyPhrase
from .rules import MOST_PHRASES


@writing()
def adopt_phrases(office_id: int, texts: Iterable[str]) -> None:
    """Make phrases the office's own, unless it has some already."""
    if not queries.count_of_phrases(office_id):
        for position, text in enumerate(texts, start=1):
            ReadyPhrase.create(office=office_id, text=text, position=position)


@writing()
def add_phrase(office_id: int, text: str) -> None:
    """Offer one more, behind the others."""
    count = queries.count_of_phrases(office_id)
    if count >= MOST_PHRASES:
        raise Refused(_("Twelve phrases are as many as one reads. Change one instead."))
    ReadyPhrase.create(office=office_id, text=text, position=count + 1)


@writing()
def change_phrase(phrase: ReadyPhrase, text: str, position: int, is_offered: bool) -> None:
    """Reword or move a phrase, or offer it no longer; what was said with it stays."""
    ReadyPhrase.update(
        text=text,
        position=position,
        is_offered=is_offered,
        revision=ReadyPhrase.revision + 1,
    ).where(ReadyPhrase.id == phrase.id).execute()
