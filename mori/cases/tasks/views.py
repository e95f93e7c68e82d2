"""What is to be done in a case: tasks with their days, the plan, and tries to reach the person."""

from typing import Any

from flask import Blueprint, Response, current_app, url_for
from flask_login import current_user

from mori.access.guard import may
from mori.access.roles import Actor
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.views import alert_by_key, keep_no_copy
from mori.web.fields import Form
from mori.web.render import page, see_other

from ..desk.desk import Opened
from ..entries import operations as entries
from ..entries.queries import entries_of
from ..entries.rules import EntryKind
from ..queries import today_of
from . import forms, operations, queries
from .models import CaseTask
from .rules import ContactWay

bp = Blueprint("case_tasks", __name__)
bp.after_request(keep_no_copy)


def standings_for(actor: Actor) -> dict[str, Any] | None:
    """Below the calls on the duty board: next days, and missing second holders."""
    found = queries.standings_of(actor.person_id, now())
    return {"standings": found} if found else None


def tasks_on(opened: Opened) -> dict[str, Any]:
    """On the page of a case: what is due, what was done, and the form for one more."""
    alert = opened.alert
    return {
        "alert": alert,
        "tasks": [_shown(opened, each) for each in queries.open_tasks_of(alert.id)],
        "done": [_shown(opened, each) for each in queries.done_tasks_of(alert.id)],
        "today": today_of(alert, now()),
        "form": forms.TaskForm(formdata=None),
    }


def _shown(opened: Opened, task: CaseTask) -> tuple[CaseTask, str | None]:
    return task, opened.text_of(task.entry) if task.entry else ""


def plan_on(opened: Opened) -> dict[str, Any]:
    """The newest plan, and the ones before it."""
    plans = entries_of(opened.alert.id, [EntryKind.PLAN])
    shown = [(each, opened.text_of(each)) for each in plans]
    form = forms.PlanForm(formdata=None)
    return {"alert": opened.alert, "newest": shown[:1], "older": shown[1:], "form": form}


def contacts_on(opened: Opened) -> dict[str, Any]:
    """Every try to reach the person, and the form for the next."""
    tries = queries.tries_of(opened.alert.id)
    return {
        "alert": opened.alert,
        "tries": [(each, opened.text_of(each.entry)) for each in tries],
        "form": forms.ContactForm(formdata=None),
    }


@bp.post("/jaga/<key>/kasus/tugas")
@may("case.add", on=alert_by_key)
def add_task(alert: Alert) -> Response:
    form = forms.TaskForm()
    if form.validate():
        said = form.text.data, form.due_on.data
        token, server = _token(alert, form, *said), current_app.config["SECRET_KEY"]
        try:
            operations.add_task(alert, current_user.person_id, *said, token, server, now())
        except Refused as refused:
            form.refuse(refused)
        else:
            return _back(alert, "tasks")
    return _again(alert, form, "task")


@bp.post("/jaga/<key>/kasus/tugas/selesai")
@may("case.add", on=alert_by_key)
def finish(alert: Alert) -> Response:
    task = queries.task_by_key(forms.DoneForm().task.data or "", alert.id)
    if task is None:
        raise changed_meanwhile()
    operations.finish_task(task, current_user.person_id, now())
    return _back(alert, "tasks")


@bp.post("/jaga/<key>/kasus/rencana")
@may("case.add", on=alert_by_key)
def write_plan(alert: Alert) -> Response:
    form = forms.PlanForm()
    if not form.validate():
        return _again(alert, form, "plan")
    text, token = form.text.data, _token(alert, form, form.text.data)
    said = text, current_user.person_id, token, current_app.config["SECRET_KEY"]
    entries.add_entry(alert, EntryKind.PLAN, *said, now())
    return _back(alert, "plan")


@bp.post("/jaga/<key>/kasus/kontak")
@may("case.add", on=alert_by_key)
def log_contact(alert: Alert) -> Response:
    form = forms.ContactForm()
    if form.validate():
        tried = operations.Tried(ContactWay(form.way.data), form.is_reached, form.next_on.data)
        token = _token(alert, form, form.text.data, *tried)
        said = form.text.data, token, current_app.config["SECRET_KEY"], now()
        try:
            operations.log_contact(alert, current_user.person_id, tried, *said)
        except Refused as refused:
            form.refuse(refused)
        else:
            return _back(alert, "contacts")
    return _again(alert, form, "contact")


def _token(alert: Alert, form: Any, *said: object) -> str:
    """Other words in the same form are no retry."""
    return token_for(form.token.data, alert.key, current_user.person_id, *said)


def _again(alert: Alert, form: Form, of: str) -> Response:
    """The form that lacks something, alone on a page: it needs no keys."""
    return page(
        "cases/tasks/again.html",
        status=422,
        here="board",
        alert=alert,
        form=form,
        piece=f"cases/tasks/_{of}_form.html",
        of=of,
    )


def _back(alert: Alert, part: str) -> Response:
    return see_other(f"{url_for('cases.case', key=alert.key)}#{part}")
