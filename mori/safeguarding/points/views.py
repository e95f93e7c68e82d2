"""How to call me: one's own ways to be called for help, each proven by a code."""

from typing import Any

from flask import Blueprint, Response, current_app, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.access.roles import Actor
from mori.accounts.queries import person_by_id
from mori.accounts.rules import device_name
from mori.core.clock import now
from mori.core.errors import Refused
from mori.notifications.channels import push
from mori.web.render import page, see_other

from . import operations, queries
from .forms import CodeForm, DeviceForm, PointForm
from .models import ContactPoint
from .rules import Way

bp = Blueprint("points", __name__)


@bp.after_request
def keep_no_copy(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


def points_link(actor: Actor) -> dict[str, Any] | None:
    """In *Me*: the way to this page, for those who are called for help."""
    if not allowed(actor, "points.keep"):
        return None
    return {"is_reachable": bool(queries.reachable_among([actor.person_id]))}


def _ways() -> list[Way]:
    settings = current_app.config["SETTINGS"]
    gateways = {
        Way.WHATSAPP: settings.whatsapp_url,
        Way.SMS: settings.sms_url,
        Way.NTFY: settings.ntfy_url,
    }
    return [Way.MAIL, *(way for way, url in gateways.items() if url)]


def _form(**options: Any) -> PointForm:
    settings = current_app.config["SETTINGS"]
    return PointForm(**options).offer(_ways(), settings.mail_from)


@bp.get("/saya/panggilan")
@may("points.keep")
def points() -> Response:
    email = person_by_id(current_user.person_id).email
    is_new = not queries.own_points(current_user.person_id)
    given = {"way": Way.MAIL.value, "address": email if is_new else ""}
    return _page(_form(formdata=None, **given))


def _page(
    form: PointForm,
    status: int = 200,
    *,
    device: DeviceForm | None = None,
    proving: ContactPoint | None = None,
    code: CodeForm | None = None,
) -> Response:
    settings = current_app.config["SETTINGS"]
    return page(
        "safeguarding/points/points.html",
        status=status,
        here="me",
        points=queries.own_points(current_user.person_id),
        form=form,
        device=device or DeviceForm(formdata=None),
        push_key=push.public_key(settings),
        proving=proving,
        code=code or CodeForm(formdata=None),
        fresh=CodeForm(formdata=None),
    )


def _secret() -> bytes:
    return current_app.config["SECRET_KEY"]  # type: ignore[no-any-return]


@bp.post("/saya/panggilan")
@may("points.keep")
def add() -> Response:
    form = _form()
    if not form.validate():
        return _page(form, 422)
    person = person_by_id(current_user.person_id)
    try:
        operations.add_point(person, *form.wanted, _secret(), now())
    except Refused as refusal:
        form.refuse(refusal)
        return _page(form, 422)
    return _back(_("A code is on its way. Write it below when it is there."))


@bp.post("/saya/panggilan/perangkat")
@may("points.keep")
def add_device() -> Response:
    settings, form = current_app.config["SETTINGS"], DeviceForm()
    form.hosts = settings.webpush_hosts
    if not form.validate():
        return _page(_form(formdata=None), 422, device=form)
    person, name = person_by_id(current_user.person_id), device_name(request.user_agent.string)
    try:
        operations.add_device(person, name, form.subscription, _secret(), now())
    except Refused as refusal:
        form.refuse(refusal)
        return _page(_form(formdata=None), 422, device=form)
    return _back(_("A code is on its way. Write it below when it is there."))


@bp.post("/saya/panggilan/<key>/kode")
@may("points.change", on=queries.point_by_key)
def prove(point: ContactPoint) -> Response:
    form = CodeForm()
    if not form.validate():
        return _page(_form(formdata=None), 422, proving=point, code=form)
    try:
        if operations.prove_point(point, form.digits, _secret(), now()):
            return _back(_("Proven. From now on you are called this way too."))
        form.code.errors = [_("This is not the code that was sent.")]
    except Refused as refusal:
        form.code.errors = [str(refusal)]
    return _page(_form(formdata=None), 422, proving=point, code=form)


@bp.post("/saya/panggilan/<key>/kirim")
@may("points.change", on=queries.point_by_key)
def send_again(point: ContactPoint) -> Response:
    person = person_by_id(current_user.person_id)
    operations.send_code_again(point, person, _secret(), now())
    return _back(_("Another code is on its way. Only the last one counts."))


@bp.post("/saya/panggilan/<key>/hapus")
@may("points.change", on=queries.point_by_key)
def remove(point: ContactPoint) -> Response:
    operations.remove_point(point, now())
    return _back(_("Removed. You are not called this way any more."))


def _back(said: str) -> Response:
    flash(said)
    return see_other(url_for("points.points"))
