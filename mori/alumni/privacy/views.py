"""What alumni of an office ask of their own data: the list with its clocks, and deciding."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.accounts.queries import person_by_id
from mori.accounts.views import not_stored
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.web.asked import after, next_page
from mori.web.files import pdf_file
from mori.web.i18n import locale
from mori.web.render import page, see_other

from ..models import Alumnus
from ..queries import alumnus_by_id, alumnus_by_key
from ..rules import AlumnusState
from . import operations, queries
from .forms import EVENT_LABELS, NoteForm, RefuseForm, SettleForm
from .models import PrivacyRequest
from .operations import Asked
from .prints import own_data_pdf
from .rules import RequestWay, kept, laws

bp = Blueprint("privacy", __name__)


@bp.get("/alumni/permintaan")
@may("request.list")
def requests() -> Response:
    """What waits, the soonest due first; or what was decided, the latest first."""
    is_closed, office_id = request.args.get("saring") == "selesai", current_user.office_id
    if is_closed:
        found = queries.closed_requests(office_id, *(after(int) or ()))
        rows, more = next_page(found, queries.PAGE, lambda row: (row.id,))
    else:
        found = queries.open_requests(office_id, after(_moment, int))
        rows, more = next_page(found, queries.PAGE, lambda row: (row.due_at.isoformat(), row.id))
    return page(
        "alumni/privacy/requests.html",
        here="alumni",
        rows=rows,
        more=more,
        is_closed=is_closed,
        at=now(),
        tabs=[
            (url_for("privacy.requests"), _("Waiting"), not is_closed),
            (url_for("privacy.requests", saring="selesai"), _("Decided"), is_closed),
        ],
    )


def _moment(text: str) -> dt.datetime:
    found = dt.datetime.fromisoformat(text.replace(" ", "+"))
    if found.tzinfo is None:
        raise ValueError(text)
    return found


@bp.get("/alumni/permintaan/<key>")
@may("request.read", on=queries.request_by_key)
def a_request(asked: PrivacyRequest) -> Response:
    return _shown(asked, SettleForm(formdata=None), RefuseForm(formdata=None))


def _shown(
    asked: PrivacyRequest, settling: SettleForm, refusing: RefuseForm, status: int = 200
) -> Response:
    return page(
        "alumni/privacy/request.html",
        status=status,
        here="alumni",
        asked=asked,
        record_key=_shown_as(asked.alumnus).key,
        article=_cited(laws()[asked.kind].article),
        noted_by=person_by_id(asked.noted_by_id) if asked.noted_by_id else None,
        events=queries.events_of(asked.id),
        labels=EVENT_LABELS,
        settling=settling,
        refusing=refusing,
        kept=[
            (each.said(locale()), _cited(each.source) if each.verified_on else "")
            for each in kept()
        ],
        at=now(),
        may_decide=allowed(current_user, "request.decide", asked) and asked.state.is_open,
    )


def _cited(source: str) -> str:
    """The article of a law, without what was noted of it."""
    return source.partition(":")[0].replace("art.", _("art."))


def _shown_as(alumnus: Alumnus) -> Alumnus:
    return alumnus_by_id(alumnus.merged_into_id) if alumnus.merged_into_id else alumnus


@bp.post("/alumni/permintaan/<key>/selesai")
@may("request.decide", on=queries.request_by_key)
def settle(asked: PrivacyRequest) -> Response:
    form = SettleForm()
    is_valid = form.validate()
    if asked.kind.is_erasure and not form.sure.data:
        form.sure.errors = [_("Confirm that they asked for it themselves.")]
    if asked.kind.is_correction and not form.answer.data:
        form.answer.errors = [_("Write what was corrected: whoever asked reads it.")]
    if not is_valid or form.errors:
        return _shown(asked, form, RefuseForm(formdata=None), 422)
    try:
        operations.settle(asked, form.answer.data, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _shown(asked, form, RefuseForm(formdata=None), 422)
    flash(_("Done."))
    return see_other(url_for("privacy.a_request", key=asked.key))


@bp.post("/alumni/permintaan/<key>/tolak")
@may("request.decide", on=queries.request_by_key)
def refuse(asked: PrivacyRequest) -> Response:
    form = RefuseForm()
    if not form.validate():
        return _shown(asked, SettleForm(formdata=None), form, 422)
    try:
        operations.refuse(asked, form.answer.data, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _shown(asked, SettleForm(formdata=None), form, 422)
    return see_other(url_for("privacy.a_request", key=asked.key))


@bp.get("/alumni/permintaan/<key>/salinan.pdf")
@may("request.decide", on=queries.request_by_key)
def copy(asked: PrivacyRequest) -> Response:
    """The own data of whoever asked by phone or letter, to be handed over to them."""
    body = own_data_pdf(alumnus_by_id(asked.alumnus_id), locale(), now())
    return not_stored(pdf_file(body, _("my data"), asked.alumnus.name))


@bp.get("/alumni/<key>/permintaan")
@may("request.note", on=alumnus_by_key)
def noting(alumnus: Alumnus) -> Response:
    return _noting(alumnus, NoteForm(formdata=None))


def _noting(alumnus: Alumnus, form: NoteForm, status: int = 200) -> Response:
    return page(
        "alumni/privacy/noting.html",
        status=status,
        here="alumni",
        alumnus=alumnus,
        form=form,
        earlier=queries.requests_of(alumnus),
        at=now(),
    )


@bp.post("/alumni/<key>/permintaan")
@may("request.note", on=alumnus_by_key)
def note(alumnus: Alumnus) -> Response:
    form = NoteForm()
    if not form.validate():
        return _noting(alumnus, form, 422)
    asked = Asked(form.wanted, form.text.data, RequestWay(form.way.data))
    token = token_for(form.token.data, current_user.person_id, alumnus.id, *map(str, asked))
    try:
        made = operations.ask(alumnus, asked, token, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _noting(alumnus, form, 422)
    return see_other(url_for("privacy.a_request", key=made.key))


def alumnus_part(alumnus: Alumnus, _record: Any) -> dict[str, Any] | None:
    """On an alumnus's record: what they asked, and noting what came by phone or letter."""
    if not allowed(current_user, "request.note", alumnus):
        return None
    if alumnus.state == AlumnusState.ERASED:
        return None
    waiting = [each for each in queries.requests_of(alumnus) if each.state.is_open]
    return {"alumnus": alumnus, "waiting": waiting, "at": now()}


def directory_part(office_id: int) -> dict[str, Any] | None:
    """Below the directory's head: how many requests wait, and how many are late."""
    if not allowed(current_user, "request.list"):
        return None
    waiting = queries.waiting(current_user, now())
    late = queries.overdue_count(office_id, now())
    return {"waiting": waiting, "late": late} if waiting else None
