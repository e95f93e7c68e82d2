"""What an office offers: its list, one of them, making, changing, publishing and closing it."""

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.offices.queries import units_of
from mori.web import asked
from mori.web.render import page, see_other

from ..models import Opening
from ..rules import OpeningState
from . import forms, operations, queries

bp = Blueprint("openings", __name__)


@bp.get("/lowongan")
@may("opening.list")
def openings() -> Response:
    found = queries.openings_of(current_user.office_id, *(asked.after(int) or ()))
    rows, more = asked.next_page(found, queries.PAGE, lambda row: (row.id,))
    return page(
        "applications/openings/openings.html",
        here="interns",
        rows=rows,
        more=more,
        today=asked.today(),
        may_make=allowed(current_user, "opening.make"),
    )


@bp.get("/lowongan/baru")
@may("opening.make")
def drafting() -> Response:
    return _drafting(_empty_form())


@bp.post("/lowongan/baru")
@may("opening.make")
def draft() -> Response:
    form = _form()
    if not form.validate():
        return _drafting(form, 422)
    office_id, person_id = current_user.office_id, current_user.person_id
    token = token_for(form.token.data, office_id, *form.offer)
    made = operations.make_opening(office_id, form.offer, token, person_id, now())
    return see_other(url_for("openings.opening", key=made.key))


@bp.get("/lowongan/<key>")
@may("opening.read", on=queries.opening_by_key)
def opening(opening: Opening) -> Response:
    return page(
        "applications/openings/opening.html",
        here="interns",
        opening=opening,
        kinds=forms.kinds_said(opening),
        is_open=opening.state is OpeningState.OPEN,
        is_over=opening.open_until < asked.today(),
        may_change=allowed(current_user, "opening.change", opening),
        events=queries.opening_events(opening.id),
        labels=forms.EVENT_LABELS,
    )


@bp.get("/lowongan/<key>/ubah")
@may("opening.change", on=queries.opening_by_key)
def changing(opening: Opening) -> Response:
    return _drafting(_empty_form(forms.known_offer(opening)), opening=opening)


@bp.post("/lowongan/<key>/ubah")
@may("opening.change", on=queries.opening_by_key)
def change(opening: Opening) -> Response:
    form = _form()
    if not form.validate():
        return _drafting(form, 422, opening)
    operations.change_opening(opening, form.offer, current_user.person_id, now())
    return see_other(url_for("openings.opening", key=opening.key))


@bp.post("/lowongan/<key>/terbitkan")
@may("opening.change", on=queries.opening_by_key)
def publish(opening: Opening) -> Response:
    operations.publish_opening(opening, asked.today(), current_user.person_id, now())
    flash(_("Everybody sees it now."))
    return see_other(url_for("openings.opening", key=opening.key))


@bp.post("/lowongan/<key>/tutup")
@may("opening.change", on=queries.opening_by_key)
def close(opening: Opening) -> Response:
    operations.close_opening(opening, current_user.person_id, now())
    flash(_("Nobody can apply for it any more."))
    return see_other(url_for("openings.opening", key=opening.key))


def _form() -> forms.OpeningForm:
    return forms.OpeningForm().offer_units(units_of(current_user.office_id))


def _empty_form(known: dict[str, object] | None = None) -> forms.OpeningForm:
    form = forms.OpeningForm(formdata=None, data=known or {})
    return form.offer_units(units_of(current_user.office_id))


def _drafting(
    form: forms.OpeningForm, status: int = 200, opening: Opening | None = None
) -> Response:
    return page(
        "applications/openings/draft.html",
        status=status,
        here="interns",
        form=form,
        opening=opening,
    )
