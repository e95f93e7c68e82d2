"""Whether the person is safe: asked on their own page, and by officers."""

from typing import Any

from flask import Blueprint, Response, current_app, url_for
from flask_login import current_user

from mori.access.guard import may, public
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.states import changed_meanwhile
from mori.safeguarding.alerts.models import Alert, Tap
from mori.safeguarding.alerts.views import alert_by_key, keep_no_copy
from mori.web.render import page, see_other

from ..desk.desk import Opened
from ..entries.models import CaseEntry
from ..entries.queries import entries_of
from ..entries.rules import EntryKind
from ..views import tap_to_answer
from . import forms, operations, queries
from .models import CheckIn
from .rules import Answer, unpacked

bp = Blueprint("check_ins", __name__)
bp.after_request(keep_no_copy)


def question_for(tap: Tap) -> dict[str, Any] | None:
    """On the page after a tap: the question that is due, once the person was reached."""
    if not tap.alert.state.is_followed or tap.alert.kind.is_rehearsed:
        return None
    check_in = queries.latest_of(tap.alert_id)
    if check_in is None:
        return None
    form = forms.AnswerForm(formdata=None, check_in=check_in.key)
    is_answered = bool(check_in.answered_at) and check_in.asked_by_id is None
    return {"code": tap.code, "is_answered": is_answered, "form": form}


def check_ins_on(opened: Opened) -> dict[str, Any]:
    """On the page of a case: when the person is asked, what they said, and asking oneself."""
    alert, at = opened.alert, now()
    asked = queries.check_ins_of(alert.id)
    last = max((each.due_on for each in asked), default=None)
    ahead = [each for each in queries.dues_of(alert, at) if last is None or each.due_on > last]
    form = forms.AskedForm(formdata=None, check_in=asked[0].key) if asked else None
    answers = entries_of(alert.id, [EntryKind.ANSWER])
    return {
        "alert": alert,
        "asked": asked,
        "next": ahead[0] if ahead and alert.state.is_followed else None,
        "answers": [(entry, _answer_in(opened, entry)) for entry in answers],
        "form": form if alert.state.is_followed else None,
    }


def _answer_in(opened: Opened, entry: CaseEntry) -> Answer | None:
    text = opened.text_of(entry)
    return None if text is None else unpacked(text)


@bp.post("/c/<code>/kabar")
@public
def answer(code: str) -> Response:
    tap, form = tap_to_answer(code), forms.AnswerForm()
    if tap:
        check_in = _asked_in(form, tap.alert_id)
        if not form.validate():
            return page("cases/checkins/answer.html", status=422, here="c", code=code, form=form)
        _keep(check_in, form, None)
    return see_other(f"{url_for('receipts.receipt', code=code)}#how")


@bp.post("/jaga/<key>/kasus/kabar")
@may("case.add", on=alert_by_key)
def note_answer(alert: Alert) -> Response:
    form = forms.AskedForm()
    check_in = _asked_in(form, alert.id)
    if not form.validate():
        return page("cases/checkins/asked.html", status=422, here="board", alert=alert, form=form)
    _keep(check_in, form, current_user.person_id)
    return see_other(url_for("cases.around", key=alert.key, _anchor="checkins"))


def _asked_in(form: forms.AnswerForm, alert_id: int) -> CheckIn:
    if check_in := queries.check_in_by_key(form.check_in.data or "", alert_id):
        return check_in
    raise changed_meanwhile()


def _keep(check_in: CheckIn, form: forms.AnswerForm, officer_id: int | None) -> None:
    server, address = current_app.config["SECRET_KEY"], current_app.config["SETTINGS"].address
    token = token_for(form.token.data, check_in.id, *form.answer)
    said = form.answer, officer_id, token
    operations.answer_check_in(check_in, *said, server, address, now())
