"""Writing a material: in a campaign or in none, and changing what it says."""

from flask import Blueprint, Response, request, url_for
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.web.i18n import locale
from mori.web.render import page, see_other

from .. import queries
from ..models import Campaign, Material
from ..rules import MaterialKind
from . import forms, operations
from .queries import chapters_to_choose

bp = Blueprint("writing_materials", __name__)
HERE = "network"


def _kind() -> MaterialKind:
    asked = request.args.get("jenis", "")
    return MaterialKind(asked) if asked in set(MaterialKind) else MaterialKind.CARD


@bp.get("/kampanye/<key>/bahan/baru")
@may("campaign.change", on=queries.campaign_by_key)
def writing(campaign: Campaign) -> Response:
    return _writing(_form(_kind(), {}), _kind(), campaign)


@bp.post("/kampanye/<key>/bahan/baru")
@may("campaign.change", on=queries.campaign_by_key)
def write(campaign: Campaign) -> Response:
    return _write(campaign)


@bp.get("/kampanye/bahan/baru")
@may("campaign.make")
def writing_loose() -> Response:
    return _writing(_form(_kind(), {}), _kind())


@bp.post("/kampanye/bahan/baru")
@may("campaign.make")
def write_loose() -> Response:
    return _write(None)


def _write(campaign: Campaign | None) -> Response:
    kind = _kind()
    form = _form(kind)
    if not form.validate():
        return _writing(form, kind, campaign, status=422)
    office_id, person_id = current_user.office_id, current_user.person_id
    where = campaign.key if campaign else ""
    token = token_for(form.token.data, office_id, where, kind, *form.words)
    try:
        made = operations.make_material(
            office_id, campaign, kind, form.words, token, person_id, now()
        )
    except Refused as refusal:
        form.refuse(refusal)
        return _writing(form, kind, campaign, status=409)
    return see_other(url_for("materials.material", key=made.key))


@bp.get("/kampanye/bahan/<key>/ubah")
@may("campaign.change", on=queries.material_by_key)
def changing(material: Material) -> Response:
    form = _form(material.kind, forms.known_words(material))
    return _writing(form, material.kind, material.campaign, material)


@bp.post("/kampanye/bahan/<key>/ubah")
@may("campaign.change", on=queries.material_by_key)
def change(material: Material) -> Response:
    form = _form(material.kind)
    if not form.validate():
        return _writing(form, material.kind, material.campaign, material, 422)
    try:
        operations.change_material(
            material, form.words, form.seen.data, current_user.person_id, now()
        )
    except Refused as refusal:
        form.refuse(refusal)
        return _writing(form, material.kind, material.campaign, material, 409)
    return see_other(url_for("materials.material", key=material.key))


def _form(kind: MaterialKind, known: dict[str, object] | None = None) -> forms.MaterialForm:
    """What was sent, or with ``known`` a form to fill in."""
    form = forms.MaterialForm() if known is None else forms.MaterialForm(formdata=None, data=known)
    return form.offer(kind, chapters_to_choose(current_user.office_id, locale()))


def _writing(
    form: forms.MaterialForm,
    kind: MaterialKind,
    campaign: Campaign | None = None,
    material: Material | None = None,
    status: int = 200,
) -> Response:
    return page(
        "campaign/materials/writing.html",
        status=status,
        here=HERE,
        form=form,
        kind=kind,
        campaign=campaign,
        material=material,
    )
