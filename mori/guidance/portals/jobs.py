from mori.config import Settings
from mori.core.jobs import Job
from mori.notifications.jobs import MINUTE, periodic

from .operations import plan_duties


def jobs(settings: Settings) -> list[Job]:
    return [periodic("portal duties", 60 * MINUTE, plan_duties)]
