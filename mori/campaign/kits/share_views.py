"""A short address, for anybody: what it stands for, and one more opening of that day."""

from contextlib import suppress

from flask import Blueprint, Response, abort, request, url_for
from peewee import InterfaceError, OperationalError

from mori.access.guard import public
from mori.core.clock import local_date, now
from mori.offices.queries import uses_module
from mori.offices.rules import Module
from mori.web.render import page

from ..giving.views import address_of
from ..models import Material
from ..rules import is_opening
from ..shares.operations import count_opening
from ..shares.queries import share_link
from . import desk

bp = Blueprint("share_links", __name__)


@bp.get("/s/<key>")
@public
def opened(key: str) -> Response:
    link = share_link(key)
    if link is None or not uses_module(link.material.office_id, Module.NETWORK):
        abort(404)
    material = link.material
    today = local_date(now(), material.office.zone)
    if not material.is_offered_on(today):
        return _gone(material)
    if _is_opened_now():
        with suppress(InterfaceError, OperationalError):  # what they came to read matters more
            count_opening(link, today)
    return page(
        "campaign/kits/material.html",
        here="kit",
        row=desk.shown(material, address_of(link)),
        campaign=material.campaign,
    )


def _is_opened_now() -> bool:
    purpose = request.headers.get("Sec-Purpose") or request.headers.get("Purpose") or ""
    return is_opening(request.method, request.headers.get("User-Agent", ""), purpose)


def _gone(material: Material) -> Response:
    """Its title and words stay away as well: they may be what is out of date."""
    kit = url_for("kits.kit", key=material.campaign.key) if material.campaign else ""
    return page("campaign/kits/gone.html", status=410, here="kit", kit=kit)
