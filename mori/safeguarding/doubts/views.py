"""An officer says whether it was the person who signed in."""

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.web.render import see_other

from ..alerts.models import Alert
from ..alerts.views import alert_by_key, keep_no_copy
from . import operations

bp = Blueprint("doubts", __name__)
bp.after_request(keep_no_copy)


@bp.post("/jaga/<key>/pastikan")
@may("alert.handle", on=alert_by_key)
def vouch(alert: Alert) -> Response:
    operations.vouch(alert, current_user.person_id, request.form.get("seen", ""), now())
    flash(_("Noted. Their phone shows the call's news again."))
    return see_other(url_for("alerts.alert", key=alert.key))


@bp.post("/jaga/<key>/bukan")
@may("alert.handle", on=alert_by_key)
def shut_out(alert: Alert) -> Response:
    seen = request.form.get("seen", "")
    operations.shut_stranger_out(alert, current_user.person_id, seen, now())
    flash(_("Those devices are signed out, and the password opens nothing any more."))
    return see_other(url_for("alerts.alert", key=alert.key))
