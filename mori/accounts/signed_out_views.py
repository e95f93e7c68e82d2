"""Whoever asks for a page without being signed in."""

from flask import Blueprint, Response, redirect, url_for
from htmx_flask import request
from werkzeug.exceptions import HTTPException

from mori.web.phone import queue
from mori.web.render import page

from . import forms
from .carried_forms import carried_form

bp = Blueprint("signed_out", __name__)


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
