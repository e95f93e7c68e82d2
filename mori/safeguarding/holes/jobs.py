"""Looking at the hours ahead, every hour."""

from collections.abc import Sequence
from functools import partial

from mori.config import Settings
from mori.core.jobs import Job
from mori.notifications.jobs import HOUR, periodic

from . import operations


def jobs(settings: Settings) -> Sequence[Job]:
    return [periodic("holes", HOUR, partial(operations.check_offices, settings.address))]
