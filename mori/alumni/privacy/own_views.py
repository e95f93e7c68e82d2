"""The own data of an alumnus: a copy at once, and what they ask; by link and signed in."""

import json
from collections.abc import Mapping
from typing import NamedTuple

from flask import Blueprint, Response, request, url_for
from flask_babel import gettext as _

from mori.access.guard import by_link, may
from mori.accounts.views import not_stored
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.links.models import SignedLink
from mori.web.files import PRIVATE, file_name, pdf_file
from mori.web.i18n import locale
from mori.web.render import page, see_other

from ..models import Alumnus
from ..own.queries import own_alumnus
from ..own.rules import OWN
from ..own.views import alumnus_of_link
from . import operations, queries
from .forms import AskForm
from .operations import Asked
from .own_words import held_about
from .prints import own_data_pdf
from .rules import RequestWay, kept

bp = Blueprint("own_data", __name__)
held_bp = Blueprint("held_data", __name__)


class Door(NamedTuple):
    """Somebody's own data, and the way by which they came."""

    alumnus: Alumnus
    blueprint: str
    key: str  # in addresses: the link's, or the record's
    way: RequestWay
    here: str

    def url(self, endpoint: str) -> str:
        return url_for(f"{self.blueprint}.{endpoint}", key=self.key)


def _held(link: SignedLink, alumnus: Alumnus) -> Door:
    return Door(alumnus, "held_data", link.key, RequestWay.LINK, "link")


def _own(alumnus: Alumnus) -> Door:
    return Door(alumnus, "own_data", alumnus.key, RequestWay.ACCOUNT, "me")


@held_bp.get("/t/<key>/alumni/data", endpoint="overview")
@by_link(OWN, on=alumnus_of_link)
def linked_overview(link: SignedLink, alumnus: Alumnus) -> Response:
    return _overview(_held(link, alumnus), AskForm(formdata=None))


@bp.get("/saya/alumni/<key>/data")
@may("alumni.own", on=own_alumnus)
def overview(alumnus: Alumnus) -> Response:
    return _overview(_own(alumnus), AskForm(formdata=None))


def _overview(door: Door, form: AskForm, status: int = 200) -> Response:
    shown = page(
        "alumni/privacy/own.html",
        status=status,
        here=door.here,
        form=form,
        urls=_urls(door),
        asked=queries.requests_of(door.alumnus),
        kept=[each.said(locale()) for each in kept()],
        at=now(),
        alumnus=door.alumnus,
    )
    return not_stored(shown)


def _urls(door: Door) -> Mapping[str, str]:
    return {name: door.url(name) for name in ("ask", "json", "pdf")} | {
        "back": url_for(
            "held_alumnus.overview" if door.here == "link" else "own_alumnus.overview", key=door.key
        )
    }


@held_bp.post("/t/<key>/alumni/data", endpoint="ask")
@by_link(OWN, on=alumnus_of_link)
def linked_ask(link: SignedLink, alumnus: Alumnus) -> Response:
    return _ask(_held(link, alumnus))


@bp.post("/saya/alumni/<key>/data")
@may("alumni.own", on=own_alumnus)
def ask(alumnus: Alumnus) -> Response:
    return _ask(_own(alumnus))


def _ask(door: Door) -> Response:
    if back := request.form.get("back"):
        _take_back(door, back)
        return see_other(door.url("overview"))
    form = AskForm()
    if not form.validate():
        return _overview(door, form, 422)
    asked = Asked(form.wanted, form.text.data, door.way)
    token = token_for(form.token.data, door.alumnus.id, *map(str, asked))
    try:
        operations.ask(door.alumnus, asked, token, None, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _overview(door, form, 422)
    return see_other(door.url("overview"))


def _take_back(door: Door, key: str) -> None:
    """Only their own, and only while it waits; twice is as good as once."""
    for row in queries.requests_of(door.alumnus):
        if row.key == key and row.state.is_open:
            operations.take_back(row, None, now())


@held_bp.get("/t/<key>/alumni/data/salinan.json", endpoint="json")
@by_link(OWN, on=alumnus_of_link)
def linked_json(link: SignedLink, alumnus: Alumnus) -> Response:
    return json_file(alumnus)


@bp.get("/saya/alumni/<key>/data/salinan.json", endpoint="json")
@may("alumni.own", on=own_alumnus)
def own_json(alumnus: Alumnus) -> Response:
    return json_file(alumnus)


@held_bp.get("/t/<key>/alumni/data/salinan.pdf", endpoint="pdf")
@by_link(OWN, on=alumnus_of_link)
def linked_pdf(link: SignedLink, alumnus: Alumnus) -> Response:
    return readable_file(alumnus)


@bp.get("/saya/alumni/<key>/data/salinan.pdf", endpoint="pdf")
@may("alumni.own", on=own_alumnus)
def own_pdf(alumnus: Alumnus) -> Response:
    return readable_file(alumnus)


def json_file(alumnus: Alumnus) -> Response:
    body = json.dumps(held_about(alumnus, now()), ensure_ascii=False, indent=1)
    name = file_name(_("my data"), alumnus.name)
    headers = {"Content-Disposition": f'attachment; filename="{name}.json"', **PRIVATE}
    return not_stored(Response(body, mimetype="application/json", headers=headers))


def readable_file(alumnus: Alumnus) -> Response:
    body = own_data_pdf(alumnus, locale(), now())
    return not_stored(pdf_file(body, _("my data"), alumnus.name))


def own_part(alumnus: Alumnus) -> dict[str, str]:
    """On the own page: the way to all of this."""
    is_link = request.blueprint == "held_alumnus"
    key = (request.view_args or {}).get("key", alumnus.key)
    return {"url": url_for("held_data.overview" if is_link else "own_data.overview", key=key)}
