"""What keeps counts whole without anybody asking."""

import datetime as dt

from mori.config import Settings
from mori.core.clock import local
from mori.core.jobs import Apart, Job
from mori.notifications.jobs import HOUR, periodic

from . import queries
from .rebuilding_operations import Building, compare_sample, count_lapses

NIGHT = range(1, 5)  # hours of the office's clock
AGAIN_AFTER = dt.timedelta(hours=12)


def jobs(settings: Settings) -> list[Job]:
    """Counting whole offices stands in a thread of its own; it begins by itself where one never
    was, or its calendar was changed.
    """
    build = Building()
    return [
        Apart("rollups", lambda at: build(at) or compare_next(at)),
        periodic("count lapses", HOUR, count_lapses),
    ]


def compare_next(at: dt.datetime) -> bool:
    """A sample of an office whose night it is; whether there was one."""
    for each in queries.countings():
        if each.rollup is None or each.is_due or local(at, each.office.zone).hour not in NIGHT:
            continue
        compared_at = each.rollup.compared_at
        if compared_at is None or compared_at < at - AGAIN_AFTER:
            compare_sample(each.office, at)
            return True
    return False
