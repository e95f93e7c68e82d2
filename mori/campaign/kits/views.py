"""A campaign's kit, for anybody: what is offered today, one by one or all at once."""

import datetime as dt
from io import BytesIO
from zipfile import ZipFile

from flask import Blueprint, Response, abort

from mori.access.guard import public
from mori.core.clock import local_date, now
from mori.core.files.kinds import FileKind
from mori.offices.queries import uses_module
from mori.offices.rules import Module
from mori.web.files import attached, file_name, store
from mori.web.render import page

from .. import queries
from ..giving.views import address_of, offered_material
from ..models import Campaign, Material
from ..shares.queries import everybodys_links
from . import desk

bp = Blueprint("kits", __name__)
HERE = "kit"


def _campaign(key: str) -> tuple[Campaign, dt.date]:
    """A campaign that has begun, of an office that runs any, and the day it is there."""
    found = queries.campaign_by_key(key)
    if found is None or not uses_module(found.office_id, Module.NETWORK):
        abort(404)
    today = local_date(now(), found.office.zone)
    if today < found.from_on:
        abort(404)
    return found, today


def _offered(campaign: Campaign, today: dt.date) -> list[Material]:
    return [each for each in queries.materials_in(campaign.id) if each.is_offered_on(today)]


@bp.get("/kit/<key>")
@public
def kit(key: str) -> Response:
    campaign, today = _campaign(key)
    offered = _offered(campaign, today)
    links = everybodys_links([each.id for each in offered])
    rows = [desk.shown(each, address_of(links.get(each.id))) for each in offered]
    return page(
        "campaign/kits/kit.html",
        here=HERE,
        campaign=campaign,
        is_over=not campaign.is_running_on(today),
        rows=rows,
        files=[each for each in offered if each.file],
        fits=desk.fits_on_kit(rows),
    )


@bp.get("/kit/bahan/<key>")
@public
def material(key: str) -> Response:
    """One of them with all its captions, where the kit has no room for them."""
    found = offered_material(key)
    link = everybodys_links([found.id]).get(found.id)
    return page(
        "campaign/kits/material.html",
        here=HERE,
        row=desk.shown(found, address_of(link)),
        campaign=found.campaign,
    )


@bp.get("/kit/<key>/semua.zip")
@public
def everything(key: str) -> Response:
    campaign, today = _campaign(key)
    offered = _offered(campaign, today)
    if not offered:
        abort(404)
    return attached(_packed(offered), FileKind.ZIP, "kit", campaign.title)


def _packed(offered: list[Material]) -> bytes:
    """Every file, and beside it a text with what goes along; files are small already."""
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for number, each in enumerate(offered, 1):
            name = f"{number:02}-{file_name(each.title)[:60]}"
            content = store().get(each.path) if each.file else None
            if content is not None:
                archive.writestr(f"{name}.{each.file_kind}", content)
            archive.writestr(f"{name}.txt", desk.words_beside(each))
    return target.getvalue()
