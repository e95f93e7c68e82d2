"""A session that ended under a form: what was written goes through signing in and is then sent."""

import json
from typing import Any

from flask import Response, current_app, flash
from flask_babel import gettext as _
from htmx_flask import request
from werkzeug.datastructures import MultiDict
from werkzeug.test import EnvironBuilder

from mori.core import sealing
from mori.web.sessions import cookie_name, form_token

from .models import Person

MOST_CARRIED = 32_000  # characters; no form of ours comes near it
OF_THE_FORM = ("csrf_token", "writer")


def carried_form() -> str:
    """The form that was sent, sealed, if there is anything in it and it says whose it is.

    Forms of ours do: one that does not was left for whoever signs in next.
    """
    if request.method != "POST":  # only of a post it is known by now that it can be read
        return ""
    writer = request.form.get("writer", "")
    fields = [[k, v] for k, v in request.form.items(multi=True) if k not in OF_THE_FORM]
    if not writer or not any(value.strip() for _, value in fields):
        return ""
    has_files = any(file.filename for file in request.files.values())
    content = {"path": request.path, "fields": fields, "writer": writer, "has_files": has_files}
    text = json.dumps(content, ensure_ascii=False)  # escaped, an emoji would count twelvefold
    return sealing.seal(_secret(), text) if len(text) <= MOST_CARRIED else ""


def read_carried(sealed: str) -> dict[str, Any] | None:
    """What a sign-in form carries, if it is ours."""
    try:
        return json.loads(sealing.unseal(_secret(), sealed)) if sealed else None
    except (sealing.InvalidToken, ValueError):
        return None


def loses_files(sealed: str | None) -> bool:
    """Whether photos were chosen in a form that is carried: only words go through signing in."""
    carried = read_carried(sealed or "")
    return bool(carried and carried.get("has_files"))


def is_of_another(carried: dict[str, Any], person: Person) -> bool:
    return bool(carried["writer"] != person.key)


def send_carried(carried: dict[str, Any], token: str, digest: str) -> Response:
    """Send the form as if it were sent now, in the session that has just begun."""
    fields = [*carried["fields"], ["csrf_token", form_token(_secret(), digest)]]
    headers = [
        ("Cookie", f"{cookie_name(request.is_secure)}={token}"),
        ("Referer", request.host_url),
        ("User-Agent", request.user_agent.string),
    ]
    environ = EnvironBuilder(
        carried["path"],
        base_url=request.host_url,
        method="POST",
        data=MultiDict(fields),
        headers=headers,
    ).get_environ()
    with current_app.app_context(), current_app.request_context(environ):
        if carried.get("has_files"):
            flash(_("Photos don't go through signing in. Choose them again."), "warn")
        return current_app.full_dispatch_request()


def _secret() -> bytes:
    return current_app.config["SECRET_KEY"]  # type: ignore[no-any-return]
