"""Whoever asks for a page without being signed in."""

from io import BytesIO
from typing import Any

from flask import Blueprint, Response, redirect, url_for
from flask.sansio.blueprints import BlueprintSetupState
from htmx_flask import request
from werkzeug.exceptions import HTTPException

from mori.web.files import MOST_BYTES, is_for_files
from mori.web.phone import queue
from mori.web.render import page
from mori.web.sessions import cookie_name, signed_in

from . import forms
from .carried_forms import carried_form, loses_files
from .operations import digest_of
from .queries import session_by_digest

bp = Blueprint("signed_out", __name__)


@bp.record_once
def _stand_first(state: BlueprintSetupState) -> None:
    """Before the form token is checked: that already reads the form."""
    state.app.before_request_funcs.setdefault(None, []).insert(0, let_words_in)


def let_words_in() -> None:
    """Read a form with photos whose session has ended, for the words beside them."""
    if not is_for_files() or signed_in() is not None:
        return
    token = request.cookies.get(cookie_name(request.is_secure), "")
    if session_by_digest(digest_of(token)) is None:  # a stranger sends nothing large
        return
    request.max_content_length = MOST_BYTES
    request._get_file_stream = lambda *about, **more: _Nowhere()


class _Nowhere(BytesIO):
    """What nobody signed in sends as files is kept neither in memory nor on the disk."""

    def write(self, content: Any) -> int:
        return len(content)


@bp.app_errorhandler(401)
def sign_in_first(error: HTTPException) -> Response:
    """To the sign-in page, and afterwards back to where the person was, or on with the form."""
    if queue.is_queued():
        return queue.unanswered(401)
    carried = "" if request.htmx else carried_form()
    if carried:
        form = forms.SignInForm(formdata=None, carried=carried)
        return page(
            "accounts/sign_in.html", here="sign-in", form=form, loses_files=loses_files(carried)
        )
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    url = url_for("accounts.sign_in", next=wanted if wanted != "/" else None)
    if request.htmx:
        return Response(status=204, headers={"HX-Redirect": url})
    return redirect(url, 303)  # type: ignore[return-value]
