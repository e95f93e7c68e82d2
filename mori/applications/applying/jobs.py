from mori.config import Settings
from mori.core.jobs import Job
from mori.notifications.jobs import MINUTE, periodic

from .operations import forget_tries


def jobs(_settings: Settings) -> list[Job]:
    return [periodic("forget tries to apply", 30 * MINUTE, forget_tries)]
