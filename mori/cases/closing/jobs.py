"""What waits for a second officer, or for somebody from outside, is not forgotten."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from mori.config import Settings
from mori.core.jobs import Job, Piece
from mori.notifications.jobs import MINUTE, periodic_job

from . import operations, queries


def jobs(settings: Settings) -> list[Job]:
    return [periodic_job("ask again", 10 * MINUTE, partial(ask_again, settings.address))]


def ask_again(address: str, at: dt.datetime) -> Iterator[Piece]:
    """Each proposal a day after somebody was asked, and each call that is to be reviewed."""
    for proposal in queries.proposals_to_ask_again(at):
        yield partial(operations.ask_again, proposal, at, address)
    for alert in queries.to_review(at):
        yield partial(operations.ask_reviewer, alert, at, address)
