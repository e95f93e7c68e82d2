"""The one clock, and the zones an office may live in."""

import datetime as dt
from functools import cache
from zoneinfo import ZoneInfo

ZONE_NAMES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@cache
def zone_info(zone: str) -> ZoneInfo:
    return ZoneInfo(zone)


def local(at: dt.datetime, zone: str) -> dt.datetime:
    return at.astimezone(zone_info(zone))


def local_date(at: dt.datetime, zone: str) -> dt.date:
    return local(at, zone).date()


def moment(day: dt.date, time: dt.time, zone: str) -> dt.datetime:
    """The UTC moment at which a clock in ``zone`` shows this day and time."""
    return dt.datetime.combine(day, time, zone_info(zone)).astimezone(dt.UTC)
