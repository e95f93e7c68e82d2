"""How days, moments and numbers read in each language. Times have 24 hours and a dot."""

import datetime as dt
from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import Any

from babel import Locale

from mori.core.clock import ZONE_NAMES, now
from mori.core.clock import local as local_moment
from mori.core.durations import hundredths, hundredths_in_all


@cache
def names(locale: str, what: str, width: str) -> dict[int, str]:
    """Names of the ``days`` (0 is Monday) or ``months`` (1 is January)."""
    return dict(getattr(Locale(locale), what)["format"][width])


def weekday(locale: str, day: dt.date) -> str:
    """Senin"""
    return names(locale, "days", "wide")[day.weekday()]


def short_weekday(locale: str, day: dt.date) -> str:
    """Sen"""
    return names(locale, "days", "abbreviated")[day.weekday()]


def day_month(locale: str, day: dt.date) -> str:
    """21 September"""
    return f"{day.day} {names(locale, 'months', 'wide')[day.month]}"


def long_day(locale: str, day: dt.date) -> str:
    """Senin, 21 September 2026"""
    return f"{weekday(locale, day)}, {day_month(locale, day)} {day.year}"


def short_day(locale: str, day: dt.date) -> str:
    """Sen 21 Sep"""
    return f"{short_weekday(locale, day)} {day.day} {short_month(locale, day)}"


def short_month(locale: str, day: dt.date) -> str:
    """Sep"""
    return names(locale, "months", "abbreviated")[day.month]


def month(locale: str, day: dt.date) -> str:
    """September 2026"""
    return f"{names(locale, 'months', 'wide')[day.month]} {day.year}"


def month_said(locale: str, text: str) -> str:
    """Januari 2026 of 2026-01; a year alone stays one"""
    return month(locale, dt.date.fromisoformat(f"{text}-01")) if "-" in text else text


def as_far_as_known(locale: str, text: str) -> str:
    """2 Januari 2026 of 2026-01-02, Januari 2026 of 2026-01, and a year as it is"""
    if len(text) < len("2026-01-02"):
        return month_said(locale, text)
    day = dt.date.fromisoformat(text)
    return f"{day_month(locale, day)} {day.year}"


def clock(locale: str, at: dt.datetime, zone: str) -> str:
    """14.32"""
    return f"{local_moment(at, zone):%H.%M}"


def exact_clock(locale: str, at: dt.datetime, zone: str) -> str:
    """14.32.05"""
    return f"{local_moment(at, zone):%H.%M.%S}"


def other_day(locale: str, at: dt.datetime, zone: str) -> str:
    """(Sen 21 Sep), behind a clock's time; nothing if that was today."""
    there = local_moment(at, zone).date()
    return "" if there == local_moment(now(), zone).date() else f" ({short_day(locale, there)})"


def clock_on(locale: str, at: dt.datetime, zone: str) -> str:
    """14.32, or 14.32 (Sen 21 Sep) if that was another day than today"""
    return clock(locale, at, zone) + other_day(locale, at, zone)


def moment(locale: str, at: dt.datetime, zone: str) -> str:
    """Sen 21 Sep, 14.32"""
    there = local_moment(at, zone)
    return f"{short_day(locale, there.date())}, {there:%H.%M}"


def public_moment(locale: str, at: dt.datetime, zone: str) -> str:
    """Senin, 21 September 2026 14.32 WITA"""
    there = local_moment(at, zone)
    return f"{long_day(locale, there.date())} {there:%H.%M} {ZONE_NAMES.get(zone, zone)}"


def day_of(locale: str, at: dt.datetime, zone: str) -> str:
    """21/9, as under a stamp"""
    there = local_moment(at, zone)
    return f"{there.day}/{there.month}"


def dated(locale: str, at: dt.datetime, zone: str) -> str:
    """21 September 2026, where years pass between one thing and the next"""
    day = local_moment(at, zone).date()
    return f"{day_month(locale, day)} {day.year}"


def hours(locale: str, minutes: int) -> str:
    """7,5 or 7,25"""
    return _decimal(locale, hundredths(minutes))


def hours_in_column(locale: str, minutes: int) -> str:
    """7,50: one below the other, and as many places in each"""
    text = f"{hundredths(minutes) / 100:.2f}"
    return text.replace(".", ",") if locale == "id" else text


def hours_in_all(locale: str, minutes: Iterable[int]) -> str:
    """129,75: the sum of what each of them is printed as"""
    return _decimal(locale, hundredths_in_all(minutes))


def _decimal(locale: str, in_hundredths: int) -> str:
    text = f"{in_hundredths / 100:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if locale == "id" else text


def kilobytes(locale: str, size: int) -> str:
    """54 kB"""
    return f"{max(1, round(size / 1000))} kB"


def megabytes(locale: str, size: int) -> str:
    """9,0"""
    text = f"{size / 1_000_000:.1f}"
    return text.replace(".", ",") if locale == "id" else text


def time_of_day(locale: str, time: dt.time) -> str:
    """07.30"""
    return f"{time:%H.%M}"


def initials(locale: str, name: str) -> str:
    """NT, from the first two words of a name"""
    return "".join(word[0] for word in name.split()[:2]).upper()


FILTERS = (
    weekday, short_weekday, day_month, long_day, short_day, short_month, month, month_said,
    as_far_as_known, clock, clock_on, other_day, exact_clock, moment, public_moment, day_of, dated,
    hours, hours_in_all, kilobytes, megabytes, time_of_day, initials,
)  # fmt: skip


def filters_for(locale: str) -> dict[str, Callable[..., Any]]:
    return {each.__name__: partial(each, locale) for each in FILTERS}
