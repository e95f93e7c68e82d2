from mori.config import Settings
from mori.core.jobs import Job
from mori.notifications.jobs import periodic

from .ratings.operations import show_ratings
from .ratings.rules import EVERY


def jobs(settings: Settings) -> list[Job]:
    return [periodic("show ratings", EVERY, show_ratings)]
