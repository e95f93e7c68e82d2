"""The case of a call, for officers who have proved who they are."""

from functools import partial
from typing import Any

from flask import Blueprint, Response, current_app, url_for
from flask.blueprints import BlueprintSetupState
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.views import alert_by_key, keep_no_copy
from mori.safeguarding.subjects.operations import on_named
from mori.web.render import page, parts_of, see_other
from mori.web.sessions import zone

from ..entries import operations as entries
from ..entries.queries import entries_of
from ..entries.rules import EntryKind
from ..keys.operations import change_keys
from ..proof.views import opened_secret
from . import forms, operations, queries
from .desk import Opened

bp = Blueprint("cases", __name__)
bp.after_request(keep_no_copy)


@bp.record_once
def change_keys_with_readers(state: BlueprintSetupState) -> None:
    """Whoever is named as the one it is about opens nothing that is written from then on."""
    on_named["keys of the case"] = partial(change_keys, server=state.app.config["SECRET_KEY"])


def case_link(alert: Alert) -> dict[str, Any] | None:
    """On the page of a call that somebody has taken on: the way to its case."""
    is_answered = alert.acknowledged_at is not None  # until then a drill looks the same
    if not is_answered or alert.kind.is_rehearsed or not allowed(current_user, "case.read", alert):
        return None
    return {"alert": alert}


def case_by_key(key: str) -> Opened | None:
    """A case whose reading is recorded; whoever has not proved who they are is asked to."""
    alert, at = alert_by_key(key), now()
    if alert is None or alert.kind.is_rehearsed or not allowed(current_user, "case.read", alert):
        return None
    unlocking, own, secret = opened_secret(at)
    opened = Opened(alert, own, secret, current_app.config["SECRET_KEY"])
    operations.note_opening(alert, current_user.person_id, unlocking, dict(opened.secrets), at)
    return opened


@bp.get("/jaga/<key>/kasus")
@may("case.read", on=case_by_key)
def case(opened: Opened) -> Response:
    accounts = entries_of(opened.alert.id, [EntryKind.ACCOUNT])
    return page(
        "cases/desk/case.html",
        here="board",
        opened=opened,
        alert=opened.alert,
        accounts=[(entry, opened.text_of(entry)) for entry in accounts],
        form=forms.AccountForm(formdata=None),
        first=parts_of("case.first", opened),
        parts=parts_of("case", opened),
        beside=parts_of("case.beside", opened),
    )


@bp.get("/jaga/<key>/kasus/sekitar")
@may("case.read", on=case_by_key)
def around(opened: Opened) -> Response:
    """How the person is, who else helps, who holds the case and who has opened it."""
    return page(
        "cases/desk/around.html",
        here="board",
        opened=opened,
        alert=opened.alert,
        openings=queries.openings_of(opened.alert.key, zone()),
        parts=parts_of("case.around", opened),
        beside=parts_of("case.around.beside", opened),
    )


@bp.post("/jaga/<key>/kasus")
@may("case.add", on=alert_by_key)
def add(alert: Alert) -> Response:
    """Kept whether or not the case is still open to the eye: nothing written is lost."""
    form = forms.AccountForm()
    if not form.validate():
        return page("cases/desk/account.html", status=422, here="board", alert=alert, form=form)
    officer, text = current_user.person_id, form.text.data
    entries.add_entry(
        alert,
        EntryKind.ACCOUNT,
        text,
        officer,
        token_for(form.token.data, alert.key, officer, text),
        current_app.config["SECRET_KEY"],
        now(),
    )
    return see_other(url_for("cases.case", key=alert.key))
