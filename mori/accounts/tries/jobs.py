from mori.config import Settings
from mori.core.jobs import Job
from mori.notifications.jobs import MINUTE, periodic

from .operations import forget_failures


def jobs(_settings: Settings) -> list[Job]:
    return [periodic("forget failures", 5 * MINUTE, forget_failures)]
