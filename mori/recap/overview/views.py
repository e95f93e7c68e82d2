"""Ringkasan: what a coordinator and a head see first."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.core.counts.overview import Figure, Value
from mori.core.workdays import DAY
from mori.logbook.rules import OLD_AFTER
from mori.web.filters import day_month
from mori.web.i18n import locale
from mori.web.render import page

from . import desk, queries
from .rules import GROUND, HIGH, LIMIT, WIDE, Finding, Trend, drawn_minutes

bp = Blueprint("overview", __name__)

FIRST = 5  # of what wants attention: the others are folded
ALL = 20  # of them a page shows at most
FIRST_SUPERVISORS = 3
SMALL = lazy_gettext("none one two three four five six seven eight nine ten")
NOT_BUILT = lazy_gettext("This office is not counted yet.")


@bp.get("/ringkasan")
@may("overview.read")
def overview() -> Response:
    at = now()
    seen = desk.overview_for(current_user._get_current_object(), at)
    return page(
        "recap/overview/overview.html",
        here="overview",
        counts=seen.badges,
        seen=seen,
        office=current_user.office,
        week=week_said(seen.monday),
        headline=headline(seen),
        besides=besides(seen),
        not_built=NOT_BUILT,
        finding=finding_said(seen.trend),
        first=FIRST,
        most=ALL,
        first_supervisors=FIRST_SUPERVISORS,
        days_said=days_said,
        limit_days=OLD_AFTER,
        limit_at=drawn_minutes(LIMIT),
        wide=WIDE,
        high=HIGH,
        ground=GROUND,
    )


def small(number: int) -> str:
    """A number up to ten as a word, as a sentence wants it."""
    words = str(SMALL).split()
    return words[number] if number < len(words) else str(number)


def headline(seen: desk.Overview) -> Any:
    """The finding itself: how many are here, and how many of them want attention."""
    if not seen.interns and not seen.wanting:
        return _("No interns at present")
    here = ngettext("%(num)d intern", "%(num)d interns", seen.interns)
    if not seen.wanting:
        return _("%(here)s, nothing wants attention", here=here)
    interns, staff = seen.interns_wanting, seen.staff_wanting
    if not interns and not staff:
        return _("%(here)s, all goes well", here=here)
    return ngettext(
        "%(here)s, %(number)s wants attention",
        "%(here)s, %(number)s want attention",
        interns or staff,
        here=here,
        number=_number(seen) if interns else _supervisors(staff),
    )


def _number(seen: desk.Overview) -> Any:
    number = small(seen.interns_wanting)
    return _("more than %(number)s", number=number) if seen.is_more else number


def _supervisors(number: int) -> Any:
    return ngettext("%(number)s supervisor", "%(number)s supervisors", number, number=small(number))


def besides(seen: desk.Overview) -> Any:
    """What wants attention and is not in the headline."""
    others = seen.others_wanting
    parts = [
        seen.interns_wanting and seen.staff_wanting and _supervisors(seen.staff_wanting),
        others and ngettext(
            "%(number)s other matter", "%(number)s other matters", others, number=small(others)
        ),
    ]  # fmt: skip
    said = _(" and ").join(str(each) for each in parts if each)
    return _("Besides: %(what)s", what=said) if said else ""


def week_said(monday: dt.date) -> str:
    """16–20 November"""
    friday = monday + 4 * DAY
    last = day_month(locale(), friday)
    first = str(monday.day) if monday.month == friday.month else day_month(locale(), monday)
    return f"{first}–{last}"


def finding_said(trend: Trend) -> Any:
    if trend.since:
        day = day_month(locale(), trend.since)
        return _("Initials have fallen behind since the week of %(day)s", day=day)
    return FINDINGS[trend.finding]


FINDINGS = {
    Finding.NOTHING: lazy_gettext("No entries in these eight weeks"),
    Finding.BEGINNING: lazy_gettext("The first week with entries"),
    Finding.FEWER: lazy_gettext("Fewer entries were sent last week"),
    Finding.CAUGHT_UP: lazy_gettext("Initials have caught up again"),
    Finding.KEPT_UP: lazy_gettext("Initials keep up with the entries"),
}


def days_said(minutes: int) -> Any:
    """1,6 hari; below one, hours"""
    if minutes < 24 * 60:
        hours = max(1, round(minutes / 60))
        return ngettext("%(num)d hour", "%(num)d hours", hours)
    text = f"{minutes / (24 * 60):.1f}"
    return _("%(number)s days", number=text.replace(".", ",") if locale() == "id" else text)


def _sent(value: Value) -> Any:
    return ngettext(
        "entry this week, of %(of)d intern days",
        "entries this week, of %(of)d intern days",
        value.n or 0,
        of=value.of or 0,
    )


def _initialled(value: Value) -> Any:
    return _("of this week's initialled; %(of)d wait", of=value.of or 0)


def _median(value: Value) -> Any:
    return _("median wait for initials (limit %(n)d days)", n=OLD_AFTER)


FIGURES = (
    Figure("sent", 1, "overview.read", queries.sent, _sent, ""),
    Figure("initialled", 2, "overview.read", queries.initialled, _initialled, ""),
    Figure(
        "median", 3, "overview.read", queries.median, _median,
        lazy_gettext("nothing was decided on in four weeks"),
        shows=lambda value: days_said(value.n or 0),
    ),
)  # fmt: skip
