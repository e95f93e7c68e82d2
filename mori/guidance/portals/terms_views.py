"""Which kinds of intern have a portal of their own in an office, and what it asks."""

from typing import Any

from flask import Blueprint, Response, abort, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.placements.rules import InternKind
from mori.web.render import page, see_other

from . import operations, queries
from .forms import PortalForm
from .rules import PortalTerms, national_terms

bp = Blueprint("portal_terms", __name__)


def office_part() -> dict[str, Any] | None:
    """The way here from the page of the office."""
    return {} if allowed(current_user, "office.change") else None


@bp.get("/kantor/portal")
@may("office.change")
def terms() -> Response:
    kind = _kind(request.args.get("jenis", InternKind.NATIONAL.value))
    portals = queries.portals_of(current_user.office_id)
    said = portals.get(kind, PortalTerms(""))
    return _terms(kind, PortalForm(formdata=None, data={**said._asdict(), "kind": kind.value}))


def _kind(asked: str) -> InternKind:
    return InternKind(asked) if asked in {*InternKind} else abort(404)


def _terms(kind: InternKind, form: PortalForm, status: int = 200) -> Response:
    office_id = current_user.office_id
    portals = queries.portals_of(office_id)
    return page(
        "guidance/portals/terms.html",
        status=status,
        here="office",
        form=form,
        kind=kind,
        kinds=[(each, portals[each].portal if each in portals else "") for each in InternKind],
        is_own=queries.own_portal(office_id, kind) is not None,
        national=national_terms().get(kind),
    )


@bp.post("/kantor/portal")
@may("office.change")
def set_terms() -> Response:
    form = PortalForm()
    if not form.validate():
        return _terms(form.known_kind or InternKind.NATIONAL, form, 422)
    kind = InternKind(form.kind.data)
    if "drop" in request.form:
        operations.drop_portal(current_user.office_id, kind)
    else:
        operations.set_portal(current_user.office_id, kind, form.terms)
    flash(_("Saved."))
    return see_other(url_for("portal_terms.terms", jenis=kind.value))
