"""An alumnus's own pages: by a signed link, without a password; and the same signed in."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import Blueprint, Response, url_for
from flask_login import current_user

from mori.access.guard import by_link, may
from mori.access.purposes import Purpose
from mori.access.roles import Actor
from mori.accounts.views import not_stored
from mori.core.clock import local_date, now
from mori.core.errors import Refused
from mori.core.words import marked
from mori.institutions.queries import region_by_code, regions_meant
from mori.links.models import SignedLink
from mori.web.i18n import locale
from mori.web.render import page, parts_of, see_other

from ..consents.operations import withdraw, withdraw_all
from ..consents.queries import consents_since
from ..consents.rules import words_in
from ..directory.fellow_views import show_fellows
from ..models import Alumnus
from ..queries import record_of
from ..rules import ALUMNUS, AlumnusState, ConsentWay
from . import forms, operations, queries
from .rules import LASTS, OWN, held

bp = Blueprint("own_alumnus", __name__)
held_bp = Blueprint("held_alumnus", __name__)

LINK = Purpose(
    OWN,
    marked("your own data, to put it right and to say what it may be used for"),
    about=ALUMNUS,
    endpoint="held_alumnus.overview",
    lasts=LASTS,
    signs=True,  # they agree to something there: nobody else comes in unless the office says so
)


class Door(NamedTuple):
    """Somebody's own record, and the way by which they came."""

    alumnus: Alumnus
    urls: Mapping[str, str]
    way: ConsentWay
    here: str
    link: SignedLink | None = None


def alumnus_of_link(link: SignedLink) -> Alumnus | None:
    """Whom a link was made for, of the office that gave it."""
    found = queries.alumnus_of_key(link.about_key)
    return found if found and found.office_id == link.office_id else None


def _held(link: SignedLink, alumnus: Alumnus) -> Door:
    urls = {
        "overview": url_for("held_alumnus.overview", key=link.key),
        "confirm": url_for("held_alumnus.confirm", key=link.key),
        "correction": url_for("held_alumnus.correction", key=link.key),
        "consents": url_for("held_alumnus.consents", key=link.key),
        "stop": url_for("held_alumnus.stop", key=link.key),
        "fellows": url_for("held_alumnus.fellows", key=link.key),
    }
    return Door(alumnus, urls, ConsentWay.LINK, "link", link)


def _own(alumnus: Alumnus) -> Door:
    urls = {
        "overview": url_for("own_alumnus.overview", key=alumnus.key),
        "confirm": url_for("own_alumnus.confirm", key=alumnus.key),
        "correction": url_for("own_alumnus.correction", key=alumnus.key),
        "consents": url_for("own_alumnus.consents", key=alumnus.key),
        "stop": url_for("own_alumnus.stop", key=alumnus.key),
        "fellows": url_for("fellows.own_fellows"),
    }
    return Door(alumnus, urls, ConsentWay.ACCOUNT, "me")


def me_part(actor: Actor) -> dict[str, str] | None:
    """The way to the own record, for whoever has one."""
    found = queries.alumnus_of_account(actor.person_id, actor.office_id)
    is_there = found and queries.own_alumnus(found.key)
    return {"url": url_for("own_alumnus.begin")} if is_there else None


@bp.get("/saya/alumni")
@may("self.read")
def begin() -> Response:
    found = queries.alumnus_of_account(current_user.person_id, current_user.office_id)
    if found is None or not queries.own_alumnus(found.key):
        return page("alumni/own/none.html", here="me")
    return see_other(url_for("own_alumnus.overview", key=found.key))


@held_bp.get("/t/<key>/alumni", endpoint="overview")
@by_link(OWN, on=alumnus_of_link)
def linked_overview(link: SignedLink, alumnus: Alumnus) -> Response:
    return _overview(_held(link, alumnus))


@held_bp.get("/t/<key>/alumni/teman", endpoint="fellows")
@by_link(OWN, on=alumnus_of_link)
def linked_fellows(link: SignedLink, alumnus: Alumnus) -> Response:
    door = _held(link, alumnus)
    urls = door.urls["fellows"], door.urls["overview"]
    return show_fellows(alumnus, link.office.zone, *urls, here=door.here, link=link)


@bp.get("/saya/alumni/<key>")
@may("alumni.own", on=queries.own_alumnus)
def overview(alumnus: Alumnus) -> Response:
    return _overview(_own(alumnus))


def _overview(door: Door, form: forms.SeenForm | None = None, status: int = 200) -> Response:
    alumnus, record = door.alumnus, record_of(door.alumnus)
    return _page(
        "alumni/own/overview.html",
        door,
        status,
        record=record,
        held=held(record),
        bounced=queries.bounced_mails(alumnus),
        form=form or forms.SeenForm(formdata=None),
        seen=queries.said_of(alumnus).seen,
        has_stopped=alumnus.state == AlumnusState.WITHDRAWN,
        parts=parts_of("own", alumnus),
    )


def _page(template: str, door: Door, status: int = 200, **context: Any) -> Response:
    shown = page(template, status=status, here=door.here, door=door, link=door.link, **context)
    return not_stored(shown)


@held_bp.post("/t/<key>/alumni/benar", endpoint="confirm")
@by_link(OWN, on=alumnus_of_link)
def linked_confirm(link: SignedLink, alumnus: Alumnus) -> Response:
    return _confirm(_held(link, alumnus))


@bp.post("/saya/alumni/<key>/benar")
@may("alumni.own", on=queries.own_alumnus)
def confirm(alumnus: Alumnus) -> Response:
    return _confirm(_own(alumnus))


def _confirm(door: Door) -> Response:
    form = forms.SeenForm()
    if not form.validate():
        return _overview(door, form, 422)
    try:
        operations.confirm(door.alumnus, form.seen.data, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _overview(door, form, 422)
    return see_other(door.urls["overview"])


@held_bp.get("/t/<key>/alumni/perbaiki", endpoint="correction")
@by_link(OWN, on=alumnus_of_link)
def linked_correction(link: SignedLink, alumnus: Alumnus) -> Response:
    return _correction(_held(link, alumnus))


@bp.get("/saya/alumni/<key>/perbaiki")
@may("alumni.own", on=queries.own_alumnus)
def correction(alumnus: Alumnus) -> Response:
    return _correction(_own(alumnus))


def _correction(door: Door) -> Response:
    said = queries.said_of(door.alumnus)
    region = region_by_code(said.region_code) if said.region_code else None
    known = forms.known_said(said, region.name if region else "")
    return _correction_page(door, forms.CorrectForm(formdata=None, data=known))


def _correction_page(door: Door, form: forms.CorrectForm, status: int = 200) -> Response:
    if status == 200:
        form.offer_regions(*regions_meant(form.region.data))
    return _page("alumni/own/correction.html", door, status, form=form)


@held_bp.post("/t/<key>/alumni/perbaiki", endpoint="correct")
@by_link(OWN, on=alumnus_of_link)
def linked_correct(link: SignedLink, alumnus: Alumnus) -> Response:
    return _correct(_held(link, alumnus))


@bp.post("/saya/alumni/<key>/perbaiki")
@may("alumni.own", on=queries.own_alumnus)
def correct(alumnus: Alumnus) -> Response:
    return _correct(_own(alumnus))


def _correct(door: Door) -> Response:
    form = forms.CorrectForm()
    form.offer_regions(*regions_meant(form.region.data))
    if not form.validate():
        return _correction_page(door, form, 422)
    try:
        operations.correct(door.alumnus, form.said, form.seen.data, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _correction_page(door, form, 422)
    return see_other(door.urls["overview"])


@held_bp.get("/t/<key>/alumni/persetujuan", endpoint="consents")
@by_link(OWN, on=alumnus_of_link)
def linked_consents(link: SignedLink, alumnus: Alumnus) -> Response:
    return _consents(_held(link, alumnus), forms.TapForm(formdata=None))


@bp.get("/saya/alumni/<key>/persetujuan")
@may("alumni.own", on=queries.own_alumnus)
def consents(alumnus: Alumnus) -> Response:
    return _consents(_own(alumnus), forms.TapForm(formdata=None))


def _consents(door: Door, form: forms.TapForm, status: int = 200) -> Response:
    zone = door.alumnus.office.zone
    return _page(
        "alumni/own/consents.html",
        door,
        status,
        form=form,
        since={each: local_date(at, zone) for each, at in consents_since(door.alumnus).items()},
        has_stopped=door.alumnus.state == AlumnusState.WITHDRAWN,
        groups=forms.in_two(),
        words=words_in(locale()),
    )


@held_bp.post("/t/<key>/alumni/persetujuan", endpoint="choose")
@by_link(OWN, on=alumnus_of_link)
def linked_choose(link: SignedLink, alumnus: Alumnus) -> Response:
    return _choose(_held(link, alumnus))


@bp.post("/saya/alumni/<key>/persetujuan")
@may("alumni.own", on=queries.own_alumnus)
def choose(alumnus: Alumnus) -> Response:
    return _choose(_own(alumnus))


def _choose(door: Door) -> Response:
    form, at = forms.TapForm(), now()
    if not form.validate():
        return _consents(door, form, 422)
    if not form.give.data:
        withdraw(door.alumnus, [form.tapped], at)
        return see_other(door.urls["consents"])
    try:
        operations.agree(door.alumnus, [form.tapped], door.way, locale(), at)
    except Refused as refusal:
        form.refuse(refusal)
        return _consents(door, form, 422)
    return see_other(door.urls["consents"])


@held_bp.get("/t/<key>/alumni/berhenti", endpoint="stop")
@by_link(OWN, on=alumnus_of_link)
def linked_stop(link: SignedLink, alumnus: Alumnus) -> Response:
    return _page("alumni/own/stop.html", _held(link, alumnus), form=forms.StopForm(formdata=None))


@bp.get("/saya/alumni/<key>/berhenti")
@may("alumni.own", on=queries.own_alumnus)
def stop(alumnus: Alumnus) -> Response:
    return _page("alumni/own/stop.html", _own(alumnus), form=forms.StopForm(formdata=None))


@held_bp.post("/t/<key>/alumni/berhenti", endpoint="leave")
@by_link(OWN, on=alumnus_of_link)
def linked_leave(link: SignedLink, alumnus: Alumnus) -> Response:
    return _leave(_held(link, alumnus))


@bp.post("/saya/alumni/<key>/berhenti")
@may("alumni.own", on=queries.own_alumnus)
def leave(alumnus: Alumnus) -> Response:
    return _leave(_own(alumnus))


def _leave(door: Door) -> Response:
    form = forms.StopForm()
    if not form.validate():
        return _page("alumni/own/stop.html", door, 422, form=form)
    withdraw_all(door.alumnus, None, now())
    return see_other(door.urls["overview"])
