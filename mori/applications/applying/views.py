"""Applying, for anybody: what is offered, what is asked about it, and the first step."""

import datetime as dt
from typing import Any, NamedTuple

from flask import Blueprint, Response, abort, current_app, request, url_for

from mori.access.guard import public
from mori.accounts.tries.forms import counted, counted_here
from mori.accounts.views import not_stored
from mori.core.clock import local_date, now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.offices.models import Office
from mori.offices.queries import all_offices, office_by_code
from mori.offices.rules import OfficeState
from mori.web import asked
from mori.web.i18n import locale
from mori.web.render import page, see_other

from ..claims import code_of
from ..models import Application, Opening
from ..openings import queries as openings
from ..openings.forms import kinds_said
from ..papers.rules import paper_named, wanted_of, wanted_of_all
from ..queries import application_by_token, longest_reply
from ..rules import ERASED_AFTER, MOST_APPLICANTS, OpeningState
from . import forms, operations
from .letters import Door
from .rules import MOST_BEGUN, MOST_MAILED
from .words import news_in

bp = Blueprint("apply", __name__)
HERE = "apply"


class Chosen(NamedTuple):
    """To which office somebody applies, and for what it offers, if it is that."""

    office: Office
    opening: Opening | None
    is_closed: bool

    @property
    def query(self) -> str:
        """What says so in an address."""
        return f"lowongan={self.opening.key}" if self.opening else f"kantor={self.office.code}"


@bp.get("/daftar")
@public
def front() -> Response:
    last = asked.after(dt.date.fromisoformat, int)
    # the day in the west of the country, where it ends last
    found = openings.openings_on(local_date(now(), "Asia/Jakarta"), last)
    place = lambda row: (row.open_until, row.id)  # noqa: E731 - said once
    rows, more = asked.next_page(found, openings.PAGE, place)
    offices = [each for each in all_offices() if each.state is OfficeState.OPEN]
    return page(
        "applications/applying/front.html",
        here=HERE,
        rows=rows,
        more=more,
        offices=offices,
        within=longest_reply([each.id for each in offices]),
    )


@bp.get("/daftar/lowongan/<key>")
@public
def opening(key: str) -> Response:
    found = openings.opening_by_key(key)
    if found is None or found.state is OpeningState.DRAFT:
        abort(404)
    kinds = [each for each in found.kinds.split(",") if each]
    first = kinds[0] if kinds else "student"
    wanted = [*wanted_of_all(first), *wanted_of(first, is_minor=False, is_foreign=False)]
    return page(
        "applications/applying/opening.html",
        here=HERE,
        opening=found,
        is_closed=operations.is_closed(found, _today(found.office)),
        kinds=kinds_said(found),
        papers=[paper_named(code, locale()) for code in wanted],
    )


@bp.get("/daftar/baru")
@public
def beginning() -> Response:
    chosen = _chosen()
    known: dict[str, Any] = {"who": request.args.get("untuk", "alone")}
    if chosen.opening:
        known |= {"starts_on": chosen.opening.starts_on, "ends_on": chosen.opening.ends_on}
    return _beginning(chosen, forms.BeginForm(formdata=None, data=known))


def _chosen() -> Chosen:
    key, code = request.args.get("lowongan", ""), request.args.get("kantor", "")
    found = openings.opening_by_key(key) if key else None
    if key and (found is None or found.state is OpeningState.DRAFT):
        abort(404)
    office = found.office if found else office_by_code(code)
    if office is None or office.state is not OfficeState.OPEN:
        abort(404)
    return Chosen(office, found, operations.is_closed(found, _today(office)))


def _today(office: Office) -> dt.date:
    return local_date(now(), office.zone)


def _beginning(chosen: Chosen, form: forms.BeginForm, status: int = 200) -> Response:
    form.restrict(_today(chosen.office), chosen.opening.kinds if chosen.opening else "")
    response = page(
        "applications/applying/begin.html",
        status=status,
        here=HERE,
        chosen=chosen,
        form=form,
        most=MOST_APPLICANTS,
        erased_after=ERASED_AFTER,
    )
    return not_stored(response)


@bp.post("/daftar/baru")
@public
def begin() -> Response:
    chosen, form, at = _chosen(), forms.BeginForm(), now()
    form.restrict(_today(chosen.office), chosen.opening.kinds if chosen.opening else "")
    if not form.validate():
        return _beginning(chosen, form, 422)
    said = form.asked
    token = token_for(form.token.data, chosen.office.id, *said)
    here, mailbox = counted_here("application"), counted("application mail", said.email)
    try:
        if not application_by_token(token):
            operations.require_pace(here, MOST_BEGUN, at)
            if said.email:
                operations.require_pace(mailbox, MOST_MAILED, at)
    except Refused as refusal:
        form.refuse(refusal)
        return _beginning(chosen, form, 429)
    opening = None if chosen.is_closed else chosen.opening
    made = operations.begin_application(chosen.office, opening, said, locale(), token, door(), at)
    operations.note_try([here, *([mailbox] if said.email else [])], at)
    return see_other(url_for("held.held", signed=code_written(made), kabar=said_of(form)))


def said_of(form: forms.StrangersForm, *news: str) -> list[str]:
    """What the next page says was just done, and of what was taken out of the form."""
    return [*news, *(["nik"] if form.had_identity else [])]


def news() -> list[Any]:
    return news_in(request.args.getlist("kabar"))


def door() -> Door:
    """How mail leads to an application."""
    secret = current_app.config["SECRET_KEY"]
    return Door(current_app.config["SETTINGS"].address, secret, secret)


def code_written(application: Application) -> str:
    """What stands in the address of an application."""
    return code_of(current_app.config["SECRET_KEY"], application.key)
