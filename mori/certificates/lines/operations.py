"""Adding what else an intern did to their transcript."""

import datetime as dt

from mori.core.db import writing

from .models import TranscriptLine


@writing()
def add_line(
    placement_id: int,
    source: str,
    text: str,
    text_en: str,
    at: dt.datetime,
    minutes: int | None = None,
    day: dt.date | None = None,
) -> None:
    """One line for each source: said again, it is that line in other words.

    A source names a row of the slice that says it, such as "exercise 4k7m". Papers that are
    made already keep what they state.
    """
    TranscriptLine.insert(
        placement=placement_id,
        source=source,
        text=text,
        text_en=text_en,
        minutes=minutes,
        day=day,
        made_at=at,
    ).on_conflict(
        conflict_target=[TranscriptLine.placement, TranscriptLine.source],
        preserve=[
            TranscriptLine.text,
            TranscriptLine.text_en,
            TranscriptLine.minutes,
            TranscriptLine.day,
        ],
    ).execute()
