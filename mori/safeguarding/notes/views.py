"""What was agreed with whoever called: the officer who handles it adds, those told read."""

from typing import Any

from flask import Blueprint, Response, current_app, url_for
from flask_login import current_user

from mori.access.guard import may
from mori.core import sealing
from mori.core.clock import now
from mori.core.db import token_for
from mori.web.render import page, see_other

from ..alerts.models import Alert
from ..alerts.views import alert_by_key, keep_no_copy, unsealed
from . import forms, operations, queries

bp = Blueprint("notes", __name__)
bp.after_request(keep_no_copy)


def notes_on(alert: Alert) -> dict[str, Any] | None:
    """On the page of an alert: what was noted, and the form for whoever handles it."""
    notes = [(note, unsealed(note.sealed)) for note in queries.notes_of(alert)]
    is_mine = alert.acknowledged_by_id == current_user.person_id and not alert.state.is_ended
    form = forms.NoteForm(formdata=None) if is_mine else None
    return {"alert": alert, "notes": notes, "form": form} if notes or is_mine else None


@bp.post("/jaga/<key>/catatan")
@may("alert.handle", on=alert_by_key)
def add(alert: Alert) -> Response:
    form = forms.NoteForm()
    if not form.validate():
        return page(
            "safeguarding/notes/note.html", status=422, here="board", alert=alert, form=form
        )
    sealed = sealing.seal(current_app.config["SECRET_KEY"], form.text.data)
    officer = current_user.person_id
    token = token_for(form.token.data, alert.key, officer, form.text.data)
    operations.add_note(alert, officer, sealed, token, now())
    return see_other(url_for("alerts.alert", key=alert.key))
