"""Until when a report is handed in, and which links are shown. No database, no request."""

import datetime as dt
import re
from urllib.parse import urlsplit

from mori.core.workdays import DAY
from mori.placements.rules import PlacementState

TITLE_MOST = 200
LINK_MOST = 500
MOST_VERSIONS = 20  # of one report: each may be as large as a file gets
REPORT_LASTS = 90 * DAY  # after the last day
NEAR_END = 14 * DAY  # so long before the last day the start page speaks of it
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
PLAIN = re.compile(r"[!-~]+")  # one word of printable ASCII, as browsers send it


def last_day_for_report(ends_on: dt.date) -> dt.date:
    return ends_on + REPORT_LASTS


def is_report_open(
    state: PlacementState, starts_on: dt.date, ends_on: dt.date, today: dt.date, *, is_closed: bool
) -> bool:
    """From the first day until well after the last, unless the assessment of it was locked."""
    if is_closed or state is PlacementState.WITHDRAWN:
        return False
    return starts_on <= today <= last_day_for_report(ends_on)


def is_near_end(ends_on: dt.date, today: dt.date) -> bool:
    return ends_on - NEAR_END < today <= ends_on


def host_of(link: str) -> str:
    """Where a link leads, or nothing where it is none that is taken.

    Only https, to a named host, without anybody's password; and no sign in it that browsers read
    otherwise than we do, so that the host we show is the host that is opened.
    """
    if len(link) > LINK_MOST or not PLAIN.fullmatch(link) or "\\" in link:
        return ""
    try:
        parts = urlsplit(link)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    is_plain = parts.scheme == "https" and parts.username is None and port in (None, 443)
    return host if is_plain and HOST.fullmatch(host) else ""
