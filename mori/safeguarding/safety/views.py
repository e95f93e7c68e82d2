"""*Safe here*: what somebody may say before anything happens, and what officers read of it."""

import json
from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.access.roles import Actor
from mori.accounts.models import Person
from mori.accounts.views import not_stored
from mori.core import sealing, tickets
from mori.core.clock import now
from mori.core.texts.numbers import Words, with_numbers
from mori.web.fields import Form
from mori.web.render import page, see_other

from ..alerts.forms import HAPPENED
from ..alerts.models import Alert
from ..alerts.queries import people_by_id
from ..alerts.views import unsealed
from ..routing.wish_queries import wishes_of
from . import operations, queries
from .forms import FORMS, said_in, written_in
from .rules import BY_ADDRESS, READ_BY_OFFICERS, SafetyKind

bp = Blueprint("safety", __name__)
bp.after_request(not_stored)

QUIET_SECONDS = 400 * 24 * 3600  # what browsers keep a cookie at most


def safety_part(actor: Actor) -> dict[str, Any] | None:
    """The way to *Safe here*, for whoever belongs to an office."""
    return {} if actor.has_office else None


@bp.get("/saya/aman")
@may("self.change")
def overview() -> Response:
    officer, avoided = wishes_of(current_user.person_id)
    return page(
        "safeguarding/safety/safe.html",
        here="me",
        kinds=list(SafetyKind),
        done=queries.kinds_kept(current_user.person_id),
        has_wishes=bool(officer or avoided),
    )


@bp.get("/saya/aman/<part>")
@may("self.change")
def item(part: str) -> Response:
    kind = _kind_of(part)
    return _item(kind, FORMS[kind](formdata=None))


def _kind_of(part: str) -> SafetyKind:
    return BY_ADDRESS.get(part) or abort(404)


def _item(kind: SafetyKind, form: Form, status: int = 200) -> Response:
    return page(
        "safeguarding/safety/item.html",
        status=status,
        here="me",
        kind=kind,
        form=form,
        is_done=kind in queries.kinds_kept(current_user.person_id),
        fields=f"safeguarding/safety/_{kind}.html",
    )


@bp.post("/saya/aman/<part>")
@may("self.change")
def keep(part: str) -> Response:
    kind = _kind_of(part)
    form = FORMS[kind]()
    if not form.validate():
        return _item(kind, form, 422)
    person_id, session_id = _writer()
    is_doubtful = queries.is_doubtful(person_id, session_id)
    sealed = _sealed(kind, form)
    operations.keep_item(person_id, kind, sealed, session_id, now(), is_doubtful=is_doubtful)
    flash(_("Kept.") if kind.is_filled_in else _("Done."))
    return see_other(url_for("safety.overview"))


def _writer() -> tuple[int, int]:
    return current_user.person_id, current_user.session_id


def _sealed(kind: SafetyKind, form: Any) -> str:
    secret = current_app.config["SECRET_KEY"]
    if kind is SafetyKind.PINS:
        return operations.sealed_pins(secret, form.pin.data, form.duress.data)
    return sealing.seal(secret, json.dumps(written_in(form)))


@bp.post("/saya/aman/<part>/hapus")
@may("self.change")
def take_back(part: str) -> Response:
    kind = _kind_of(part)
    person_id, session_id = _writer()
    is_doubtful = queries.is_doubtful(person_id, session_id)
    operations.take_back(person_id, kind, session_id, now(), is_doubtful=is_doubtful)
    if is_doubtful:
        flash(
            _(
                "Taken back. Staff helped with signing in here: until an officer has made sure "
                "that it is you, officers still see what was written on another sign-in."
            )
        )
    else:
        flash(_("Taken back: it is gone."))
    return see_other(url_for("safety.overview"))


@bp.get("/saya/aman-tenang")
@may("self.change")
def quiet() -> Response:
    return page("safeguarding/safety/quiet.html", here="me")


@bp.post("/saya/aman-tenang")
@may("self.change")
def choose_quiet() -> Response:
    """On this phone alone: another phone of the same person may be in other hands."""
    seconds = QUIET_SECONDS if request.form.get("quiet") == "1" else 0
    response = see_other(url_for("safety.overview"))
    header = tickets.cookie(tickets.QUIET_COOKIE, "1", https=request.is_secure, seconds=seconds)
    response.headers.add("Set-Cookie", header)
    return response


def first_of(alert: Alert) -> dict[str, Any] | None:
    """On the page of an alert, before any number: what the person has said for this case."""
    verdict = queries.verdict_on(alert)
    wish = queries.last_wish_on(alert.id)
    people = [_said_by(person) for person in people_by_id(alert.subject_ids)]
    people = [each for each in people if each["items"]]
    if not (people or verdict or wish):
        return None
    return {
        "alert": alert,
        "people": people,
        "is_one_of_two": len(alert.subject_ids) > 1,
        "verdict": verdict and HAPPENED[verdict],
        "wish": wish,
    }


def _said_by(person: Person) -> dict[str, Any]:
    items = queries.items_of(person.id, READ_BY_OFFICERS)
    said = [(item, _words_of(item.kind, unsealed(item.sealed))) for item in items]
    return {"person": person, "items": [each for each in said if each[1]]}


def _words_of(kind: SafetyKind, text: str) -> list[tuple[str, list[Words]]]:
    """Each field's label, and what stands in it, with numbers that can be called."""
    try:
        written = json.loads(text)
    except ValueError:  # the server's key has changed: the sentence that says so
        said = [(str(_("Note")), text)]
    else:
        said = said_in(kind, written)
    return [(label, with_numbers(words)) for label, words in said]
