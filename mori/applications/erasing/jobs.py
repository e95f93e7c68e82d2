"""Each hour: what is over, and what is erased."""

from mori.config import Settings
from mori.core.jobs import Job
from mori.notifications.jobs import HOUR, periodic

from .operations import erase_old, expire_old


def jobs(settings: Settings) -> list[Job]:
    return [
        periodic("applications over", HOUR, expire_old),
        periodic("applications erased", HOUR, erase_old),
    ]
