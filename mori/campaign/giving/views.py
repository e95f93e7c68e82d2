"""A material's file and its short address, as anybody is given them."""

from flask import Blueprint, Response, abort, current_app, url_for

from mori.access.guard import public
from mori.core.clock import local_date, now
from mori.offices.queries import uses_module
from mori.offices.rules import Module
from mori.web.files import PRIVATE, file_name, store

from ..models import Material, ShareLink
from ..queries import material_by_key
from ..rules import SOUND_MEDIA, SoundKind

bp = Blueprint("kit_files", __name__)

MEDIA = {"webp": "image/webp", "pdf": "application/pdf"} | {
    kind.value: SOUND_MEDIA[kind] for kind in SoundKind
}


def address_of(link: ShareLink | None) -> str:
    """A short address as it is spread."""
    base: str = current_app.config["SETTINGS"].address
    return base.rstrip("/") + url_for("share_links.opened", key=link.key8) if link else ""


def offered_material(key: str) -> Material:
    """A material that anybody may have today; 404 where nobody may."""
    found = material_by_key(key)
    if found is None or not uses_module(found.office_id, Module.NETWORK):
        abort(404)
    if not found.is_offered_on(local_date(now(), found.office.zone)):
        abort(404)
    return found


@bp.get("/kit/berkas/<key>.<kind>")
@public
def file(key: str, kind: str) -> Response:
    found = offered_material(key)
    if not found.file or kind != found.file_kind:
        abort(404)
    return file_answer(found)


def file_answer(material: Material) -> Response:
    """Its file: a picture to be looked at, all else to be kept. It is asked for anew each time,
    so that nobody's browser still has it once it has left the kit.
    """
    content = store().get(material.path)
    if content is None:
        abort(404)
    response = Response(content, mimetype=MEDIA[material.file_kind], headers=PRIVATE)
    shows = "inline" if material.is_picture else "attachment"
    name = f"{file_name(material.title)}.{material.file_kind}"
    response.headers["Content-Disposition"] = f'{shows}; filename="{name}"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
