"""On the page after a tap: how far it is, what the person says to closing, and help again."""

from typing import Any

from flask import Blueprint, Response, current_app, url_for

from mori.access.guard import public
from mori.core.clock import now
from mori.safeguarding.alerts.models import Tap
from mori.safeguarding.alerts.views import keep_no_copy
from mori.web.render import see_other

from ..views import tap_to_answer
from . import operations, queries

bp = Blueprint("agreement", __name__)
bp.after_request(keep_no_copy)


def news_on(tap: Tap) -> dict[str, Any] | None:
    """What officers have decided, and what is asked; of what several strangers share, nothing."""
    alert = tap.alert
    if not queries.is_one_persons(tap):
        return None
    proposal = queries.proposal_on(alert)
    asked = proposal if proposal and proposal.step.is_close and proposal.consent else None
    if not (alert.state.is_followed or alert.state.is_closed):
        return None
    closing = queries.closing_of(alert) if alert.state.is_closed else None
    return {
        "code": tap.code,
        "state": alert.state,
        "asked": asked,
        "closed_at": alert.closed_at,
        "was_reached": not (closing and closing.reason and closing.reason.is_unreached),
        "there": alert.office.zone if alert.office else str(current_app.config["SETTINGS"].zone),
    }


@bp.post("/c/<code>/setuju-tutup")
@public
def agree(code: str) -> Response:
    return _answered(code, agrees=True)


@bp.post("/c/<code>/masih-perlu")
@public
def disagree(code: str) -> Response:
    return _answered(code, agrees=False)


def _answered(code: str, *, agrees: bool) -> Response:
    if tap := tap_to_answer(code):
        address = current_app.config["SETTINGS"].address
        operations.answer_as_person(tap, agrees=agrees, at=now(), address=address)
    return see_other(url_for("receipts.receipt", code=code))


@bp.post("/c/<code>/perlu-lagi")
@public
def reopen(code: str) -> Response:
    if tap := tap_to_answer(code):
        operations.reopen_as_person(tap, now(), current_app.config["SETTINGS"].address)
    return see_other(url_for("receipts.receipt", code=code))
