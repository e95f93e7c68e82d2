"""Ringkasan of an intern and of a supervisor: their own, and nobody else's."""

from typing import Any

from flask import Blueprint, Response
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.access.roles import Actor
from mori.attendance.rules import DayStatus
from mori.core.workdays import DAY, monday_of
from mori.logbook.rules import OLD_AFTER
from mori.placements.queries import is_workday, last_begun
from mori.web import asked
from mori.web.i18n import locale
from mori.web.render import page

from ..overview.rules import (
    GROUND,
    HIGH,
    LIMIT,
    WIDE,
    Reviewing,
    drawing_of,
    drawn_minutes,
    weeks_of,
)
from ..overview.views import NOT_BUILT, days_said
from ..rollups.queries import counting_of
from . import queries
from .rules import minutes_by_work

bp = Blueprint("own_overview", __name__)


@bp.get("/saya/ringkasan")
@may("overview.own")
def own() -> Response:
    """Of the internship that goes on, or of the last one."""
    today = asked.today()
    placement = last_begun(current_user.person_id, today)
    days = queries.own_days(placement=placement.id) if placement else []
    weeks = weeks_of(
        [(each.day, each.sent, each.initialled) for each in days],
        monday_of(min(today, placement.ends_on) if placement else today),
    )
    is_counted = bool(days) or bool(placement and counting_of(placement.office_id))
    sent = [(each.sent, each.initialled) for each in days]
    return page(
        "recap/own/own.html",
        here="me",
        placement=placement,
        is_counted=is_counted,
        not_built=NOT_BUILT,
        headline=_said(sent) if is_counted or not placement else _("Overview"),
        weeks=weeks,
        drawing=drawing_of(weeks),
        work=minutes_by_work(map(_labelled, days)),
        learnt=queries.learnt_by(person=current_user.person_id),
        wide=WIDE,
        high=HIGH,
        ground=GROUND,
    )


def _said(days: list[tuple[int, int]]) -> Any:
    sent, initialled = (sum(numbers) for numbers in zip(*days, strict=True)) if days else (0, 0)
    if not sent:
        return _("No entries yet")
    return ngettext(
        "%(num)d entry, %(n)d of it initialled",
        "%(num)d entries, %(n)d of them initialled",
        sent,
        n=initialled,
    )


def _labelled(day: queries.OwnDay) -> queries.OwnDay:
    return day if locale() == "id" else day._replace(activity=day.activity_en)


@bp.get("/tinjau/ringkasan")
@may("overview.interns")
def interns() -> Response:
    """Those who are with a supervisor today, and how quickly the supervisor answers."""
    actor, today = current_user, asked.today()
    office = actor.office_id
    rows = queries.interns_with(person=actor.person_id, office=office, today=today)
    lately = monday_of(today) - 3 * 7 * DAY
    found = queries.median_of(person=actor.person_id, office=office, lately=lately)
    median = found[0].minutes if found else None
    return page(
        "recap/own/interns.html",
        here="queue",
        rows=[(row, _state_of(row, is_workday(office, actor.calendar_version, today)))
              for row in rows],
        waiting=sum(row.waiting for row in rows),
        median=Reviewing("", "", median, 0, None),
        is_counted=median is not None or counting_of(office) is not None,
        not_built=NOT_BUILT,
        days_said=days_said,
        limit=OLD_AFTER,
        limit_at=drawn_minutes(LIMIT),
    )  # fmt: skip


def _state_of(row: queries.Intern, is_expected: bool) -> Any:
    if row.state.is_paused:
        return row.state.label
    if row.kind is not None:
        return row.kind.label
    return DayStatus.AWAITED.label if is_expected else ""


def me_part(actor: Actor) -> dict[str, Any] | None:
    """Where it is, for those who have one that no menu leads to."""
    is_intern = allowed(actor, "overview.own")
    return {"is_intern": is_intern} if is_intern or allowed(actor, "overview.interns") else None
