"""An office's institutions: the list, one of them, and correcting it."""

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.errors import Refused
from mori.web.asked import after, next_page
from mori.web.i18n import locale
from mori.web.render import page, parts_of, parts_of_rows, see_other

from . import forms, operations, queries
from .merging.queries import merges_into
from .models import Institution
from .rules import InstitutionState

bp = Blueprint("institutions", __name__)

PROPOSED = "usulan"  # the filter's word in the address


@bp.get("/lembaga")
@may("institution.list")
def institutions() -> Response:
    search = request.args.get("cari", "")[:80].strip()
    only_proposed = request.args.get("saring") == PROPOSED
    (name,) = after(str) or ("",)
    found = queries.institutions_of(
        current_user.office_id, search, only_proposed=only_proposed, after=name
    )
    rows, more = next_page(found, queries.PAGE, lambda row: (row.name_folded,))
    beside = parts_of_rows("institutions", [row.id for row in rows])
    return page(
        "institutions/institutions.html",
        here="interns",
        rows=[(row, forms.type_label(row.type, locale()), beside[row.id]) for row in rows],
        more=more,
        search=search,
        only_proposed=only_proposed,
        filters=[
            (url_for("institutions.institutions"), _("All"), not only_proposed),
            (url_for("institutions.institutions", saring=PROPOSED), _("Proposals"), only_proposed),
        ],
    )


@bp.get("/lembaga/<key>")
@may("institution.read", on=queries.institution_by_key)
def institution(institution: Institution) -> Response:
    if institution.merged_into_id:
        return see_other(url_for("institutions.institution", key=institution.standing.key))
    return show(institution)


def show(
    institution: Institution, form: forms.ContactForm | None = None, status: int = 200
) -> Response:
    """The page of an institution, with the form for a further contact."""
    may_change = allowed(current_user, "institution.change", institution)
    names = queries.names_of(institution)
    near = queries.neighbours(institution.office_id, [institution.name], institution.id)
    return page(
        "institutions/institution.html",
        status=status,
        here="interns",
        institution=institution,
        type=forms.type_label(institution.type, locale()),
        region=forms.region_label(institution.region),
        is_proposed=institution.state == InstitutionState.PROPOSED,
        names=names,
        contacts=queries.contacts_of(institution),
        merges=merges_into(institution),
        near=near if may_change else [],
        events=queries.events_of(institution),
        labels=forms.EVENT_LABELS,
        form=form or forms.ContactForm(formdata=None),
        may_change=may_change,
        parts=parts_of("institution", queries.ids_with(institution)),
    )


@bp.get("/lembaga/<key>/ubah")
@may("institution.change", on=queries.standing_by_key)
def correction(institution: Institution) -> Response:
    form = forms.InstitutionForm(formdata=None, data=forms.known_facts(institution))
    return _correction(institution, _offered(form))


def _offered(form: forms.InstitutionForm) -> forms.InstitutionForm:
    """With the kinds of institutions, and the regions that may be meant."""
    form.offer_types(queries.types(), locale())
    form.offer_regions(*queries.regions_meant(form.region.data))
    return form


def _correction(
    institution: Institution, form: forms.InstitutionForm, status: int = 200
) -> Response:
    return page(
        "institutions/correction.html",
        status=status,
        here="interns",
        institution=institution,
        form=form,
    )


@bp.post("/lembaga/<key>/ubah")
@may("institution.change", on=queries.standing_by_key)
def change(institution: Institution) -> Response:
    form = _offered(forms.InstitutionForm())
    if not form.validate():
        return _correction(institution, form, 422)
    try:
        operations.change_institution(
            institution,
            form.facts,
            form.other_name.data,
            form.seen.data or "",
            current_user.person_id,
            now(),
        )
    except Refused as refusal:
        form.form_errors.append(str(refusal))
        return _correction(institution, form, 409)
    return saved(institution)


def saved(institution: Institution) -> Response:
    flash(_("Saved."))
    return see_other(url_for("institutions.institution", key=institution.key))


@bp.post("/lembaga/<key>/pastikan")
@may("institution.change", on=queries.standing_by_key)
def confirm(institution: Institution) -> Response:
    operations.confirm_institution(institution, current_user.person_id, now())
    return saved(institution)
