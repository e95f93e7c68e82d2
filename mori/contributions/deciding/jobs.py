"""Answers whose seconds to take them back have passed."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from mori.config import Settings
from mori.core.jobs import Job, Piece

from ..ideas.queries import due_answers
from .operations import settle_answer


def jobs(settings: Settings) -> list[Job]:
    def settle_answers(at: dt.datetime) -> Iterator[Piece]:
        """Each answer to an idea whose seconds to undo it have passed."""
        for answer_id in due_answers(at):
            yield partial(settle_answer, settings.address, answer_id)

    return [settle_answers]
