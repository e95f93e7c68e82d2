"""Tasks: supervisors give them, interns find them on their start page and in their entries."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.errors import Refused
from mori.placements.models import Placement
from mori.placements.queries import SpanToday, placement_by_key
from mori.placements.rules import RUNNING
from mori.web import asked
from mori.web.asked import after, next_page
from mori.web.mentions import Named
from mori.web.render import page, see_other

from . import operations, queries
from .forms import EVENT_LABELS, TaskForm
from .models import Task
from .rules import SHOWN_TODAY
from .waiting import Idle, OfficeDay, idle_interns, whom_to_give

bp = Blueprint("tasks", __name__)

SHOWN_IDLE = 2  # above the queue


@bp.get("/tugas")
@may("task.give")
def given() -> Response:
    begin, is_over = after(int), request.args.get("saring") == "selesai"
    rows = queries.tasks_under(
        current_user.person_id,
        current_user.office_id,
        begin[0] if begin else None,
        is_over=is_over,
    )
    shown, more = next_page(rows, queries.PAGE, lambda row: (row.task.id,))
    return page(
        "guidance/tasks/given.html",
        here="queue",
        rows=shown,
        more=more,
        is_over=is_over,
        today=asked.today(),
        idle=[] if begin or is_over else _idle(current_user.office_id, asked.today()),
    )


def _idle(office_id: int, today: dt.date) -> list[Idle]:
    actor = current_user._get_current_object()
    day = OfficeDay(office_id, actor.calendar_version, actor.zone, today)
    return idle_interns(actor.person_id, day)


@bp.get("/tugas/baru")
@may("task.give")
def new_task() -> Response:
    """The form with everybody ticked, or whoever ``?peserta=`` names."""
    wanted = request.args.get("peserta", "")
    form = TaskForm(formdata=None)
    _offer(form)
    named = {wanted} & form.placements.keys()
    form.interns.data = list(named or form.placements)
    return _new_task(form)


def _offer(form: TaskForm) -> None:
    today = asked.today()
    form.offer(whom_to_give(current_user.person_id, current_user.office_id, today), today)


def _new_task(form: TaskForm, status: int = 200) -> Response:
    return page(
        "guidance/tasks/new_task.html", status=status, here="queue", form=form, today=asked.today()
    )


@bp.post("/tugas")
@may("task.give")
def give() -> Response:
    form = TaskForm()
    _offer(form)
    if not form.validate():
        return _new_task(form, 422)
    chosen = form.chosen
    operations.give_task(chosen, form.said, form.token.data, current_user.person_id, now())
    flash(
        ngettext(
            "Given to %(names)s. It is on their start page.",
            "Given to %(num)d interns: %(names)s. It is on their start pages.",
            len(chosen),
            names=", ".join(each.person.name for each in chosen),
        )
    )
    return see_other(url_for("tasks.given"))


@bp.get("/peserta/<key>/tugas")
@may("task.read", on=placement_by_key)
def of_placement(placement: Placement) -> Response:
    begin = after(int)
    rows = queries.tasks_of(placement.id, begin[0] if begin else None)
    shown, more = next_page(rows, queries.PAGE, lambda row: (row.task.id,))
    is_own = placement.person_id == current_user.person_id
    return page(
        "guidance/tasks/of_placement.html",
        here="today" if is_own else "interns",
        placement=placement,
        rows=shown,
        more=more,
        today=asked.today(),
        is_own=is_own,
        may_give=_may_give(placement),
    )


def _may_give(placement: Placement) -> bool:
    """Whether the form offers the intern to whoever is signed in."""
    if not allowed(current_user, "task.give"):
        return False
    today = asked.today()
    offered = whom_to_give(current_user.person_id, current_user.office_id, today)
    return placement.id in {each.id for each in offered}


@bp.get("/tugas/<key>")
@may("task.read", on=queries.task_by_key)
def task(task: Task) -> Response:
    return _task(task)


def _task(task: Task, status: int = 200, refusal: Refused | None = None) -> Response:
    is_own, row = task.person_id == current_user.person_id, queries.row_of(task)
    is_givers = task.given_by_id == current_user.person_id
    may_withdraw = is_givers and allowed(current_user, "task.withdraw", task)
    may_change = allowed(current_user, "task.change", task)
    return page(
        "guidance/tasks/task.html",
        status=status,
        here="today" if is_own else "interns",
        task=task,
        row=row,
        refusal=refusal,
        today=asked.today(),
        is_own=is_own,
        may_write=is_own and row.standing.is_to_do and _may_write(task.placement, asked.today()),
        may_finish=may_change and row.standing.is_unfinished,
        may_reopen=may_change and task.state.is_done and row.initialled is None,
        may_withdraw=may_withdraw and row.standing.is_unfinished,
        others=[] if is_own else _others(task),
        events=queries.events_of(task.id),
        labels=EVENT_LABELS,
    )


def _others(task: Task) -> list[Task]:
    """Those who were given the same, as far as whoever is signed in may know of them."""
    together = queries.given_together(task)
    return [each for each in together if allowed(current_user, "task.read", each)]


def _may_write(placement: Placement | SpanToday, today: dt.date) -> bool:
    return placement.state in RUNNING and placement.starts_on <= today <= placement.ends_on


@bp.post("/tugas/<key>")
@may("task.change", on=queries.task_by_key)
def change(task: Task) -> Response:
    change_task = operations.reopen_task if "reopen" in request.form else operations.finish_task
    try:
        change_task(task, current_user.person_id, now())
    except Refused as refusal:
        return _again(task, refusal)
    flash(_("Saved."))
    return see_other(url_for("tasks.task", key=task.key))


@bp.post("/tugas/<key>/tarik")
@may("task.withdraw", on=queries.task_to_withdraw)
def withdraw(task: Task) -> Response:
    others = _others(task) if "all" in request.form else []
    try:
        operations.withdraw_task(task, current_user.person_id, now())
        operations.withdraw_tasks(others, current_user.person_id, now())
    except Refused as refusal:
        return _again(task, refusal)
    flash(_("Taken back. It stands on no start page any more."))
    return see_other(url_for("tasks.given"))


def _again(task: Task, refusal: Refused) -> Response:
    return _task(queries.task_by_key(task.key) or task, 409, refusal)


def today_part(placement: SpanToday, today: dt.date) -> dict[str, Any] | None:
    """What an intern has to do, on the start page."""
    if not current_user.facts["has_tasks"] or not _may_write(placement, today):
        return None
    tasks = queries.tasks_today(placement.placement_id)
    if not tasks:  # they are of another placement
        return None
    return {
        "tasks": tasks[:SHOWN_TODAY],
        "has_more": len(tasks) > SHOWN_TODAY,
        "placement_key": placement.placement_key,
        "today": today,
    }


def queue_part(office_id: int, today: dt.date) -> dict[str, Any] | None:
    """The way to the tasks, and who of a supervisor's interns has been without one for long."""
    if not allowed(current_user, "task.give"):
        return None
    idle = _idle(office_id, today) if current_user.facts["has_idle"] else []
    return {"idle": idle[:SHOWN_IDLE], "more": len(idle) - SHOWN_IDLE}


def placement_part(placement: Placement) -> dict[str, Any] | None:
    """An intern's unfinished tasks, on the page of the placement."""
    rows = queries.tasks_of(placement.id)
    return {
        "placement": placement,
        "rows": [row for row in rows if row.standing.is_unfinished][:SHOWN_TODAY],
        "has_any": bool(rows),
        "today": asked.today(),
        "may_give": _may_give(placement),
    }


def offered(placement_id: int, day: dt.date) -> list[Named]:
    """What an entry may be about."""
    return [Named(each.key, each.title) for each in queries.tasks_to_name(placement_id)]


def kept(entry_ids: Collection[int]) -> dict[int, Named]:
    """What entries are about."""
    return {row.entry_id: Named(row.key, row.title) for row in queries.tasks_named(entry_ids)}
