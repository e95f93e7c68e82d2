from mori.config import Settings
from mori.core.jobs import Job
from mori.notifications.jobs import HOUR, periodic

from .operations import forget_forms


def jobs(_settings: Settings) -> list[Job]:
    return [periodic("forms of notes that were counted", HOUR, forget_forms)]
