"""The national operator's pages: offices side by side, and one office with what can be done."""

from urllib.parse import quote

import segno
from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.accounts.people import operations as people
from mori.accounts.people.views import link_url
from mori.accounts.views import not_stored
from mori.core.clock import ZONE_NAMES, local_date, now
from mori.core.errors import Refused
from mori.core.words import marked
from mori.offices.models import Office
from mori.offices.queries import office_by_key
from mori.web.asked import next_page, today
from mori.web.render import page, see_other
from mori.web.trusted import trusted

from . import forms, operations, queries
from .rules import LONG, PAGE, Order, Side, in_order

bp = Blueprint("nation", __name__)

LABELS = {"open": marked("Opened"), "close": marked("Closed"), "reopen": marked("Opened again")}


@bp.get("/nasional")
@may("nation.read")
def offices() -> Response:
    day, order = today(), _order()
    sides = in_order(queries.sides_of(day), order)
    begun = _after(sides, request.args.get("after", ""))
    rows, more = next_page(begun, PAGE, lambda row: (row.key,))
    return page(
        "nation/offices.html",
        here="nation",
        rows=rows,
        more=more,
        count=sum(not each.is_closed for each in sides),
        late=sum(each.waits_since(day - LONG) for each in sides),
        today=day,
        order=order,
        orders=[(each, url_for("nation.offices", urut=each.value)) for each in Order],
    )


def _order() -> Order:
    asked = request.args.get("urut", "")
    return Order(asked) if asked in {*Order} else Order.NAME


def _after(sides: list[Side], key: str) -> list[Side]:
    """One page and one more, behind the office of this key; from the first where there is none."""
    begun = next((place + 1 for place, each in enumerate(sides) if each.key == key), 0)
    return sides[begun : begun + PAGE + 1]


@bp.get("/nasional/kantor-baru")
@may("nation.open")
def new_office() -> Response:
    return _new_office(forms.NewOfficeForm(formdata=None))


def _new_office(form: forms.NewOfficeForm, status: int = 200) -> Response:
    return page("nation/new_office.html", status=status, here="nation", form=form)


@bp.post("/nasional/kantor-baru")
@may("nation.open")
def open_office() -> Response:
    form = forms.NewOfficeForm()
    if not form.validate():
        return _new_office(form, 422)
    try:
        office = operations.open_office(form.wanted, current_user.person_id, now())
    except Refused as refusal:
        form.code.errors = [str(refusal)]
        return _new_office(form, 409)
    flash(_("%(name)s is open. Appoint its first head now.", name=office.name))
    return see_other(url_for("nation.office", key=office.key))


@bp.get("/nasional/kantor/<key>")
@may("nation.change", on=office_by_key)
def office(office: Office) -> Response:
    return _office(office)


def _office(
    office: Office,
    status: int = 200,
    head_form: forms.FirstHeadForm | None = None,
    close_form: forms.CloseForm | None = None,
) -> Response:
    day = local_date(now(), office.zone)
    return page(
        "nation/office.html",
        status=status,
        here="nation",
        office=office,
        zone_name=ZONE_NAMES[office.zone],
        running=queries.running_here(office.id, day),
        ahead=queries.ahead_of(office.id, day),
        lead=queries.lead_of(office.id),
        head_form=head_form or forms.FirstHeadForm(formdata=None),
        close_form=close_form or forms.CloseForm(formdata=None),
        events=[(_(LABELS[each.verb]), each.at) for each in queries.events_of(office.id)],
    )


@bp.post("/nasional/kantor/<key>/tutup")
@may("nation.change", on=office_by_key)
def close_office(office: Office) -> Response:
    form = forms.CloseForm()
    if not form.validate():
        return _office(office, 422, close_form=form)
    operations.close_office(office, current_user.person_id, now())
    flash(_("%(name)s is closed.", name=office.name))
    return see_other(url_for("nation.office", key=office.key))


@bp.post("/nasional/kantor/<key>/buka")
@may("nation.change", on=office_by_key)
def reopen_office(office: Office) -> Response:
    operations.reopen_office(office, current_user.person_id, now())
    flash(_("%(name)s is open again.", name=office.name))
    return see_other(url_for("nation.office", key=office.key))


@bp.post("/nasional/kantor/<key>/kepala")
@may("nation.change", on=office_by_key)
def appoint_head(office: Office) -> Response:
    form = forms.FirstHeadForm()
    if not form.validate():
        return _office(office, 422, head_form=form)
    who = (form.name.data, *form.contact)
    try:
        token = people.appoint_first_head(office, *who, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _office(office, 409, head_form=form)
    return _link(office, token)


@bp.post("/nasional/kantor/<key>/tautan")
@may("nation.change", on=office_by_key)
def renew_link(office: Office) -> Response:
    return _link(office, people.renew_first_link(office, current_user.person_id, now()))


def _link(office: Office, token: str) -> Response:
    """The link just made, to be handed over now; whose it is stands nowhere on the page."""
    url = link_url(token)
    text = _("Open this link to choose your MORI password: %(url)s", url=url)
    response = page(
        "nation/link.html",
        here="nation",
        office=office,
        url=url,
        share=f"https://wa.me/?text={quote(text)}",
        qr=trusted(segno.make(url).svg_inline(scale=4, border=2)),
    )
    return not_stored(response)
