"""Cases closed long ago: whom to ask, what they answered, and erasing for good."""

from contextlib import suppress
from typing import Any

from flask import Blueprint, Response, current_app, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.files.store import StoreAway
from mori.core.states import changed_meanwhile
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.views import alert_by_key, keep_no_copy
from mori.web.fields import Form, Token
from mori.web.files import store
from mori.web.render import page, see_other

from ..evidence.operations import remove_noted
from . import operations, queries
from .rules import Answer

bp = Blueprint("retention", __name__)
bp.after_request(keep_no_copy)


class AnswerForm(Form):
    """A form that is all buttons."""

    token = Token()


def retention_on(alert: Alert) -> dict[str, Any] | None:
    """On the page of a call closed long ago."""
    if not queries.is_due(alert, _years(), now()):
        return None
    wanted = queries.last_answer(alert)
    wanted = wanted if wanted and wanted.answer.is_erase else None
    return {
        "alert": alert,
        "years": _years(),
        "answers": list(Answer),
        "wanted": wanted,
        "is_own": wanted is not None and wanted.noted_by_id == current_user.person_id,
        "token": AnswerForm(formdata=None).token.data,
    }


def _years() -> int:
    return int(current_app.config["SETTINGS"].case_years)


@bp.get("/jaga/tanya-hapus")
@may("board.read")
def due() -> Response:
    rows = queries.due_for(current_user.person_id, _years(), now())
    return page("cases/retention/due.html", here="board", rows=rows, years=_years())


@bp.post("/jaga/<key>/jawaban")
@may("alert.handle", on=alert_by_key)
def answer(alert: Alert) -> Response:
    said = {each.value: each for each in Answer}.get(request.form.get("answer", ""))
    if said is None:
        raise changed_meanwhile()
    officer = current_user.person_id
    token = token_for(AnswerForm().token.data or "", officer, said)
    address = current_app.config["SETTINGS"].address
    operations.note_answer(alert, said, officer, token, _years(), now(), address)
    flash(_("Noted."))
    return see_other(url_for("alerts.alert", key=alert.key))


@bp.post("/jaga/<key>/hapus")
@may("alert.handle", on=alert_by_key)
def erase(alert: Alert) -> Response:
    operations.erase_case(alert, current_user.person_id, _years(), now())
    with suppress(StoreAway):  # sealed to keys that are gone by now; the next minute goes on
        remove_noted(store())
    flash(_("Erased. Nobody can bring it back."))
    return see_other(url_for("retention.due"))
