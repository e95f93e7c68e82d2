import datetime as dt

from mori.config import Settings
from mori.core.clock import local
from mori.core.jobs import Job
from mori.notifications.jobs import MINUTE, periodic

from .letters import Door
from .operations import send_reminders
from .rules import reminds_until


def jobs(settings: Settings) -> list[Job]:
    door = Door(settings.address, settings.key, settings.key)

    def send(at: dt.datetime) -> None:
        send_reminders(reminds_until(local(at, settings.zone)), door, at)

    return [periodic("dates in notes", 10 * MINUTE, send)]
