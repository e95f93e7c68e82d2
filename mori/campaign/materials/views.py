"""One material for its office: its words, its file, and whether anybody may have it."""

from typing import Any

from flask import Blueprint, Response, abort, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.errors import Refused
from mori.core.workdays import DAY
from mori.network.communities.queries import others_of
from mori.web import asked
from mori.web.files import content_of, sent_files, store, takes_files
from mori.web.render import page, see_other

from .. import queries
from ..giving.views import address_of, file_answer
from ..kits.desk import shown
from ..models import Material
from ..rules import named_in
from ..shares import queries as share_queries
from ..shares.operations import share_link_for
from . import file_operations, forms, operations

bp = Blueprint("materials", __name__)
HERE = "network"
DAYS = 30  # of openings that are shown


@bp.get("/kampanye/bahan/<key>")
@may("campaign.read", on=queries.material_by_key)
def material(material: Material) -> Response:
    return _material(material)


def _material(material: Material, status: int = 200, **refused: Any) -> Response:
    today, links = asked.today(), share_queries.links_of(material.id)
    everybodys = next((each for each in links if not (each.community_id or each.member_id)), None)
    may_change = allowed(current_user, "campaign.change", material)
    communities = others_of(material.office_id) if may_change and material.is_public else []
    return page(
        "campaign/materials/material.html",
        status=status,
        here=HERE,
        material=material,
        row=shown(material, address_of(everybodys)),
        today=today,
        is_offered=material.is_offered_on(today),
        is_stale=material.is_stale_on(today),
        named=named_in(operations.texts_of(material)),
        links=[(each, address_of(each)) for each in links],
        opened=share_queries.opened_by_link([each.id for each in links]),
        days=share_queries.days_opened(material.id, today - DAYS * DAY),
        may_change=may_change,
        publishing=refused.get("publishing") or forms.PublishForm(formdata=None),
        verifying=refused.get("verifying") or forms.VerifyForm(formdata=None),
        linking=refused.get("linking") or forms.LinkForm(formdata=None).offer(communities),
        refusals=refused.get("refusals", ()),
        events=queries.material_events(material.id),
        labels=forms.MATERIAL_LABELS,
    )


@bp.get("/kampanye/bahan/<key>/berkas.unduh")
@may("campaign.read", on=queries.material_by_key)
def file(material: Material) -> Response:
    """Its file before anybody else may have it."""
    if not material.file:
        abort(404)
    return file_answer(material)


@bp.post("/kampanye/bahan/<key>/berkas")
@may("campaign.change", on=queries.material_by_key)
@takes_files
def put_file(material: Material) -> Response:
    files = sent_files("file")
    if not files:
        return _material(material, 422, refusals=[_("Choose a file first.")])
    try:
        content = content_of(files[0])
        file_operations.put_file(store(), material, content, current_user.person_id, now())
    except Refused as refusal:
        return _material(material, 422, refusals=[str(refusal)])
    flash(_("The file is kept. Nobody else sees it until it is published."))
    return _back(material)


@bp.post("/kampanye/bahan/<key>/terbitkan")
@may("campaign.change", on=queries.material_by_key)
def publish(material: Material) -> Response:
    form = forms.PublishForm()
    looked = bool(form.validate() and form.looked.data)
    person_id = current_user.person_id
    try:
        operations.publish_material(material, asked.today(), person_id, now(), is_looked_at=looked)
    except Refused as refusal:
        return _material(material, 409, publishing=form, refusals=[str(refusal)])
    flash(_("It is in its kit, and its short address works."))
    return _back(material)


@bp.post("/kampanye/bahan/<key>/tarik")
@may("campaign.change", on=queries.material_by_key)
def withdraw(material: Material) -> Response:
    operations.withdraw_material(material, current_user.person_id, now())
    flash(_("Nobody can open it here any more. What was shared already stays where it is."))
    return _back(material)


@bp.post("/kampanye/bahan/<key>/periksa")
@may("campaign.change", on=queries.material_by_key)
def verify(material: Material) -> Response:
    form = forms.VerifyForm()
    if not form.validate():
        return _material(material, 422, verifying=form)
    try:
        operations.verify_facts(
            material, asked.today(), form.until.data, current_user.person_id, now()
        )
    except Refused as refusal:
        form.refuse(refusal)
        return _material(material, 422, verifying=form)
    flash(_("Verified. Its facts hold until the day you chose."))
    return _back(material)


@bp.post("/kampanye/bahan/<key>/tautan")
@may("campaign.change", on=queries.material_by_key)
def link(material: Material) -> Response:
    """A short address for a community that spreads it, so that its openings are known apart."""
    form = forms.LinkForm().offer(others_of(material.office_id))
    if not form.validate() or not material.is_public:
        return _material(material, 422, linking=form)
    share_link_for(material, now(), community_id=form.chosen.id)
    return _back(material)


def _back(material: Material) -> Response:
    return see_other(url_for("materials.material", key=material.key))
