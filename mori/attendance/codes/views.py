"""The office's code: the screen that shows it, the link that opens the screen, the switch."""

from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may, public
from mori.core import tickets
from mori.core.clock import now
from mori.offices.models import Office
from mori.offices.queries import office_by_id, office_by_key
from mori.web.render import page, see_other
from mori.web.trusted import trusted

from . import operations
from .queries import code_setting_of
from .rules import code_in, minute_of, seconds_left

bp = Blueprint("codes", __name__)

PURPOSE = "screen"


@bp.get("/presensi/layar")
@may("screen.read")
def screen() -> Response:
    return _screen(office_by_id(current_user.office_id))


@bp.get("/layar/<ticket>")
@public
def linked_screen(ticket: str) -> Response:
    """The screen for a device on which nobody is signed in; its link opens nothing else."""
    fields = tickets.read(current_app.config["SETTINGS"].key, PURPOSE, ticket) or ("", "")
    office = office_by_key(fields[0])
    if office is None or str(code_setting_of(office.id).screen_epoch) != fields[1]:
        abort(404)
    return _screen(office)


def _screen(office: Office) -> Response:
    at = now()
    asks_code = code_setting_of(office.id).is_asked
    code = code_in(current_app.config["SETTINGS"].key, office.key, minute_of(at))
    response = page(
        "attendance/codes/screen.html",
        here="screen",
        office=office,
        asks_code=asks_code,
        code=code,
        qr=_qr(url_for("attendance.scanned", kode=code)) if asks_code else "",
    )
    # As a header it needs no script, and nobody reads the page for longer than a code lasts.
    response.headers["Refresh"] = str(seconds_left(at))
    response.headers["Cache-Control"] = "no-store"
    return response


def _qr(path: str) -> str:
    import segno

    code = segno.make(_address() + path, error="m", boost_error=False)
    return trusted(code.svg_inline(scale=8, border=2))


def _address() -> str:
    return current_app.config["SETTINGS"].base_url.rstrip("/") or request.host_url.rstrip("/")


def office_part() -> dict[str, Any] | None:
    """The way here from the page of the office."""
    return {} if allowed(current_user, "office.code") else None


@bp.get("/kantor/kode")
@may("office.code")
def office_code() -> Response:
    office = office_by_id(current_user.office_id)
    settings, setting = current_app.config["SETTINGS"], code_setting_of(office.id)
    ticket = tickets.sign(settings.key, PURPOSE, office.key, str(setting.screen_epoch))
    return page(
        "attendance/codes/office_code.html",
        here="office",
        asks_code=setting.is_asked,
        link=_address() + url_for("codes.linked_screen", ticket=ticket),
    )


@bp.post("/kantor/kode")
@may("office.code")
def switch_code() -> Response:
    is_on = request.form.get("on") == "1"
    operations.ask_for_codes(current_user.office_id, is_on)
    flash(_("Checking in asks for the code from now on.") if is_on else _("The code is off."))
    return see_other(url_for("codes.office_code"))


@bp.post("/kantor/kode/tautan")
@may("office.code")
def renew_screen() -> Response:
    operations.renew_screens(current_user.office_id)
    flash(_("There is a new link. Screens with the old one show nothing more."))
    return see_other(url_for("codes.office_code"))
