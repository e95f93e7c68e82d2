"""What a phone needs to keep things by itself: its worker, its page, and who is signed in."""

from flask import Blueprint, Response, current_app, g, jsonify, redirect, url_for
from htmx_flask import request
from werkzeug.exceptions import HTTPException

from mori.access.guard import public
from mori.access.roles import Role
from mori.web import queue
from mori.web.render import page, tap_ticket
from mori.web.sessions import signed_in
from mori.web.wire.assets import sent

from . import forms
from .carried_forms import carried_form

bp = Blueprint("phone", __name__)


SWITCH = "const ON=true"  # as it is sent


@bp.get("/sw.js")
@public
def worker() -> Response:
    """The service worker; switched off, it delivers what it has kept and goes.

    Browsers ask for it after every page they open, so that it costs nothing for an hour, and
    little afterwards.
    """
    text = sent("sw.js")
    if not current_app.config["SETTINGS"].offline:
        text = text.replace(SWITCH, "const ON=false")
    response = Response(text, mimetype="text/javascript")
    response.headers["Cache-Control"] = "max-age=3600"
    response.add_etag()
    response.make_conditional(request)
    return response


@bp.get("/antrean")
@public
def waiting() -> Response:
    """Who is signed in on this phone, by what they tap there, and a fresh form token."""
    actor = signed_in()
    response = jsonify(
        person=actor.key if actor else None,
        writes=actor is not None and actor.role is Role.INTERN,
        ticket=tap_ticket(actor.key, actor.help_epoch) if actor else "",
        form=g.csrf_token,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/kotak-keluar")
@public
def outbox() -> Response:
    """The page of what a phone keeps; only the phone's own worker fills it in."""
    return page("phone/outbox.html", here="outbox")


@bp.app_errorhandler(401)
def sign_in_first(error: HTTPException) -> Response:
    """To the sign-in page, and afterwards back to where the person was, or on with the form."""
    if queue.is_queued():
        return queue.unanswered(401)
    carried = "" if request.htmx else carried_form()
    if carried:
        form = forms.SignInForm(formdata=None, carried=carried)
        return page("accounts/sign_in.html", here="sign-in", form=form)
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    url = url_for("accounts.sign_in", next=wanted if wanted != "/" else None)
    if request.htmx:
        return Response(status=204, headers={"HX-Redirect": url})
    return redirect(url, 303)  # type: ignore[return-value]
