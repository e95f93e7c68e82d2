import datetime as dt
from collections.abc import Iterator
from functools import partial

from mori.config import Settings
from mori.core.jobs import Job, Piece
from mori.notifications.jobs import MINUTE, periodic

from . import operations
from .overdue.operations import post_digests
from .reminders.operations import remind_interns
from .review.operations import apply_verdict
from .review.queries import due_verdicts


def jobs(settings: Settings) -> list[Job]:
    address = settings.address
    return [
        settle_verdicts,
        periodic("follow rotation", MINUTE, operations.follow_rotation),
        periodic("review digests", MINUTE, partial(post_digests, address)),
        periodic("remind interns", 5 * MINUTE, partial(remind_interns, address)),
    ]


def settle_verdicts(at: dt.datetime) -> Iterator[Piece]:
    """Each decision on an entry whose seconds to undo it have passed."""
    for verdict_id in due_verdicts(at):
        yield partial(apply_verdict, verdict_id)
