"""Giving a report as a link."""

import datetime as dt

from mori.core.db import writing
from mori.links.operations import Given, Post, give_link
from mori.links.rules import About, Hand

from ..reports.figure_rules import Report
from .models import SharedReport
from .rules import ABOUT, PURPOSE


@writing()
def share_report(
    report: Report,
    called: str,
    hand: Hand,
    office_id: int,
    token: str,
    actor_id: int,
    at: dt.datetime,
    post: Post,
) -> Given:
    """Let whoever holds a link read this report until the link ends; the form twice is refused."""
    period = report.period
    shared = SharedReport.create(
        office=office_id,
        grouping=report.grouping,
        first=period.first,
        last=period.last,
        length=period.length or "",
    )
    about = About(ABOUT, shared.key, called)
    return give_link(PURPOSE, about, hand, office_id, token, actor_id, at, post)
