"""What was decided takes effect once it can no longer be taken back."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from mori.config import Settings
from mori.core.jobs import Job, Piece
from mori.notifications.jobs import MINUTE, periodic

from ..deciding.operations import follow_placements
from ..deciding.queries import due_batches
from ..telling.letters import Post
from .operations import place_ready, settle_batch


def jobs(settings: Settings) -> list[Job]:
    post = Post(settings.key, settings.address)

    def settle(at: dt.datetime) -> Iterator[Piece]:
        for batch in due_batches(at):
            yield partial(settle_batch, batch, post, at)

    return [
        settle,
        periodic("placing the accepted", MINUTE, partial(place_ready, post)),
        periodic("places given up", MINUTE, follow_placements),
    ]
