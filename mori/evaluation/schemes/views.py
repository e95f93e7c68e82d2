"""The schemes of an office: the list, one of them, its versions."""

from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.web.asked import after, next_page
from mori.web.render import page, parts_of, see_other

from . import forms, operations, queries
from .models import Scheme
from .rules import MOST_ASPECTS, SchemeState, aspects_flaw

bp = Blueprint("schemes", __name__)

FORMER = "lama"  # the filter's word in the address


def office_part() -> dict[str, Any] | None:
    """The way here from the page of the office."""
    return {} if allowed(current_user, "scheme.list") else None


@bp.get("/penilaian/skema")
@may("scheme.list")
def schemes() -> Response:
    """Those in use and the drafts; with ``?saring=lama`` what is over, page by page."""
    office_id, only_former = current_user.office_id, request.args.get("saring") == FORMER
    if only_former:
        (before,) = after(int) or (None,)
        found = queries.former_schemes(office_id, before)
        own, more = next_page(found, queries.PAGE, lambda row: (row.id,))
        national = []
    else:
        own, more = queries.standing_schemes(office_id), ""
        national = queries.schemes_in_use(None)
    return page(
        "evaluation/schemes/schemes.html",
        here="office",
        own=own,
        national=national,
        more=more,
        only_former=only_former,
        filters=[
            (url_for("schemes.schemes"), _("Standing"), not only_former),
            (url_for("schemes.schemes", saring=FORMER), _("Former"), only_former),
        ],
        may_make=allowed(current_user, "scheme.make"),
        may_choose=allowed(current_user, "scheme.choose"),
    )


@bp.get("/penilaian/skema/baru")
@may("scheme.make")
def new_scheme() -> Response:
    start = {"lowest": 0, "highest": 10000, "step": 100, "may_be_unjudged": True}
    return _new(forms.SchemeForm(formdata=None, data=start))


def _new(form: forms.SchemeForm, status: int = 200) -> Response:
    return page(
        "evaluation/schemes/facts.html", status=status, here="office", form=form, scheme=None
    )


@bp.post("/penilaian/skema/baru")
@may("scheme.make")
def make_scheme() -> Response:
    form = forms.SchemeForm()
    if not form.validate():
        return _new(form, 422)
    token = token_for(form.token.data, current_user.person_id, *form.facts)
    try:
        made = operations.make_scheme(
            current_user.office_id, form.facts, token, current_user.person_id, now()
        )
    except Refused as refusal:
        form.refuse(refusal)
        return _new(form, 409)
    return see_other(_address(made))


def _address(scheme: Scheme) -> str:
    return url_for("schemes.scheme", key=scheme.key)


@bp.get("/penilaian/skema/<key>")
@may("scheme.read", on=queries.scheme_by_key)
def scheme(scheme: Scheme) -> Response:
    return show(scheme)


def show(
    scheme: Scheme, form: forms.AspectForm | None = None, status: int = 200, refusal: str = ""
) -> Response:
    """The page of a scheme; of a draft with what is missing, and the form for a further aspect."""
    sheet = queries.sheet_of(scheme)
    may_change = allowed(current_user, "scheme.change", scheme)
    return page(
        "evaluation/schemes/scheme.html",
        status=status,
        here="office",
        scheme=scheme,
        sheet=sheet,
        flaw=aspects_flaw([each.weight for each in sheet.aspects]),
        refusal=refusal,
        form=form or forms.AspectForm(formdata=None),
        has_room=len(sheet.aspects) < MOST_ASPECTS,
        token=forms.TokenForm(formdata=None).token.data,
        said=forms.shown_mark,
        events=queries.events_of(scheme.id),
        labels=forms.EVENT_LABELS,
        may_change=may_change,
        may_copy=allowed(current_user, "scheme.copy", scheme),
        parts=parts_of("scheme", scheme),
    )


@bp.get("/penilaian/skema/<key>/pratinjau")
@may("scheme.read", on=queries.scheme_by_key)
def preview(scheme: Scheme) -> Response:
    """The scheme as whoever assesses by it meets it."""
    return page(
        "evaluation/schemes/preview.html",
        here="office",
        sheet=queries.sheet_of(scheme),
        said=forms.shown_mark,
    )


@bp.get("/penilaian/skema/<key>/ubah")
@may("scheme.change", on=queries.scheme_by_key)
def facts(scheme: Scheme) -> Response:
    if not scheme.state.is_draft:
        return see_other(_address(scheme))
    known = forms.known_facts(queries.sheet_of(scheme))
    return _facts(scheme, forms.SchemeForm(formdata=None, data=known))


def _facts(scheme: Scheme, form: forms.SchemeForm, status: int = 200) -> Response:
    return page(
        "evaluation/schemes/facts.html", status=status, here="office", form=form, scheme=scheme
    )


@bp.post("/penilaian/skema/<key>/ubah")
@may("scheme.change", on=queries.scheme_by_key)
def change_facts(scheme: Scheme) -> Response:
    form = forms.SchemeForm()
    if not form.validate():
        return _facts(scheme, form, 422)
    try:
        operations.change_scheme(scheme, form.facts, form.seen.data)
    except Refused as refusal:
        form.refuse(refusal)
        form.seen.data = scheme.revision
        return _facts(scheme, form, 409)
    flash(_("Saved."))
    return see_other(_address(scheme))


@bp.post("/penilaian/skema/<key>/pakai")
@may("scheme.change", on=queries.scheme_by_key)
def publish(scheme: Scheme) -> Response:
    if scheme.state.is_in_use:  # sent twice
        return see_other(_address(scheme))
    try:
        operations.publish_scheme(scheme, forms.SeenForm().seen.data, current_user.person_id, now())
    except Refused as refusal:
        return show(queries.scheme_by_id(scheme.id), status=409, refusal=str(refusal))
    flash(_("In use from now on."))
    return see_other(_address(scheme))


@bp.get("/penilaian/skema/<key>/berhenti")
@may("scheme.change", on=queries.scheme_by_key)
def retiring(scheme: Scheme) -> Response:
    """The question before a scheme is retired, with what it goes with."""
    if not scheme.state.is_in_use:
        return see_other(_address(scheme))
    return page(
        "evaluation/schemes/retiring.html",
        here="office",
        scheme=scheme,
        parts=parts_of("scheme", scheme),
    )


@bp.post("/penilaian/skema/<key>/berhenti")
@may("scheme.change", on=queries.scheme_by_key)
def retire(scheme: Scheme) -> Response:
    if scheme.state is not SchemeState.RETIRED:  # else sent twice
        operations.retire_scheme(scheme, current_user.person_id, now())
        flash(_("Retired. Nobody is assessed by it from now on."))
    return see_other(_address(scheme))


@bp.post("/penilaian/skema/<key>/buang")
@may("scheme.change", on=queries.scheme_by_key)
def discard(scheme: Scheme) -> Response:
    if scheme.state is not SchemeState.DISCARDED:  # else sent twice
        operations.discard_scheme(scheme, current_user.person_id, now())
        flash(_("The draft is discarded. You find it among the former ones."))
    return see_other(url_for("schemes.schemes"))


@bp.post("/penilaian/skema/<key>/versi")
@may("scheme.change", on=queries.scheme_by_key)
def make_next_version(scheme: Scheme) -> Response:
    draft = operations.make_next_version(scheme, current_user.person_id, now())
    return see_other(_address(draft))


@bp.post("/penilaian/skema/<key>/salin")
@may("scheme.copy", on=queries.scheme_by_key)
def copy(scheme: Scheme) -> Response:
    token = token_for(forms.TokenForm().token.data, scheme.id, current_user.person_id)
    made = operations.copy_scheme(
        scheme, current_user.office_id, token, current_user.person_id, now()
    )
    flash(_("This is your office's own draft now. Change what should differ, then put it to use."))
    return see_other(_address(made))
