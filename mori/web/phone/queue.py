"""How the phone's queue talks to pages: receipts and reasons in place of pages.

A post that waited on a phone is answered in JSON. ``token`` echoes the post's own, so that
an answer from anything but MORI (a captive portal says 200 to all) is never taken for a
receipt. Any other answer than a receipt or a refusal counts as none: the phone tries again.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from flask import Flask, Response, jsonify, request, session
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException
from wtforms import Form

from mori.core.clock import ZONE_NAMES, local, now

from ..sessions import NOTICES, signed_in, zone

HEADER = "X-Mori-Queue"  # "now" while somebody looks on, else "later"
PHONE_TIME = "X-Mori-At"  # when it was done: milliseconds, by the phone's clock
SENDING_TIME = "X-Mori-Now"  # when it is sent, by the same clock, which may be wrong
ECHOED = "X-Mori-Token"  # again, where the body may be too large to be read
RECEIPT = "Mori-Receipt"  # token and time, where a fragment is the answer
A_LITTLE = dt.timedelta(minutes=1)  # less may be the clocks' doing


def init_app(app: Flask) -> None:
    app.before_request(refuse_other_writers)


def is_queued() -> bool:
    return HEADER in request.headers


def has_waited() -> bool:
    return request.headers.get(HEADER, "now") != "now"


def refuse_other_writers() -> Response | None:
    """What somebody wrote goes out under their own session only; the phone keeps it."""
    writer, actor = request.form.get("writer") if is_queued() else None, signed_in()
    if writer and actor and writer != actor.key:
        return unanswered(403)
    return None


def phone_time(at: dt.datetime) -> dt.datetime | None:
    """When the phone says it was done, where it waited and that is well before it reached us.

    What was sent at once has our time: a phone's clock may be hours or days behind. What waited
    did so for as long as that clock says, however wrong it is; workers of before do not tell.
    """
    then = _told(PHONE_TIME) if has_waited() else None
    if then is None:
        return None
    waited = (_told(SENDING_TIME) or at) - then
    return at - waited if waited > A_LITTLE else None


def _told(header: str) -> dt.datetime | None:
    said = request.headers.get(header, "")
    if not (said.isascii() and said.isdigit() and len(said) == 13):
        return None
    return dt.datetime.fromtimestamp(int(said) / 1000, dt.UTC)


def receipt(url: str, kept: str = "received", there: str = "") -> Response:
    """It is stored: ``url`` is where to go on, the time is the server's, in the zone ``there``."""
    if has_waited():
        session.pop(NOTICES, None)  # nobody is looking on
    at = now()
    return jsonify(
        token=_token(),
        state=kept,
        at=at.isoformat(timespec="seconds"),
        clock=_clock(at, there),
        url=url,
    )


def receipted(response: Response) -> Response:
    """The same, where the answer is a fragment for the page."""
    if is_queued() and response.status_code == 200:
        response.headers[RECEIPT] = f"{_token()} {_clock(now())}"
    return response


def refusal(status: int, context: dict[str, Any]) -> Response:
    """Why it cannot be taken, as the page would have said it."""
    return refused(*_reasons(context), status=status)


def refused(*reasons: object, status: int = 422) -> Response:
    """Why the phone need not send it again, in words for whoever wrote it."""
    response = jsonify(token=_token(), why=" ".join(map(str, reasons)))
    response.status_code = status
    return response


def _token() -> str:
    """The post's own token, if a header can carry it.

    Of what is too large to be read, or was cut off on its way, it stands in a header.
    """
    try:
        token = request.form.get("token", "")
    except HTTPException:
        token = request.headers.get(ECHOED, "")
    return token if token.isascii() and token.isprintable() else ""


def _clock(at: dt.datetime, there: str = "") -> str:
    there = there or zone()
    return f"{local(at, there):%H.%M} {ZONE_NAMES.get(there, there)}"


def unanswered(status: int) -> Response:
    """Not to be counted as an answer: sign in, or try later."""
    return Response(status=status, mimetype="text/plain")


def _reasons(context: dict[str, Any]) -> Iterator[str]:
    for each in context.values():
        if isinstance(each, Form):
            for errors in each.errors.values():
                yield from map(str, errors)
    if "what_next" in context:
        yield f"{context['title']}. {context['what_next']}"
    elif not any(isinstance(each, Form) and each.errors for each in context.values()):
        yield _("Open the page and send it there.")
