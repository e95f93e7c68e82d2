"""What comes round for contact points."""

import datetime as dt

from mori.core.jobs import Job
from mori.notifications.jobs import periodic

from .operations import forget_gone_devices

DAILY = dt.timedelta(days=1)


def jobs() -> list[Job]:
    return [periodic("forget gone devices", DAILY, forget_gone_devices)]
