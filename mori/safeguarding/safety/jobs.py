"""What was typed with "pressed by accident" is judged behind the page, so that it says nothing."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from mori.config import Settings
from mori.core.jobs import Job, Piece

from . import operations, queries


def jobs(settings: Settings) -> list[Job]:
    return [partial(judge_pins, settings.key, settings.address)]


def judge_pins(secret: bytes, address: str, at: dt.datetime) -> Iterator[Piece]:
    """One in each round: it takes a moment, and calls for help go first."""
    if said := queries.pin_to_judge():
        verdict = operations.judge_pin(said, secret)  # before the piece, which is a transaction
        yield partial(operations.note_verdict, said, verdict, at, address)
