"""The people of an office: adding, correcting and inviting them, giving and ending roles."""

from urllib.parse import quote

import segno
from flask import Blueprint, Response, current_app, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.access.roles import Role
from mori.core.clock import now
from mori.core.errors import Refused
from mori.offices.queries import unit_by_key, units_of
from mori.web.asked import after, next_page
from mori.web.render import page, parts_of, see_other
from mori.web.trusted import trusted

from .. import forms, queries
from ..models import Membership, Person
from ..operations import invite_person
from ..rules import appointable_by, shown_phone
from ..views import not_stored
from . import operations
from .models import AccountEvent
from .queries import account_events_of
from .rules import AccountChange

bp = Blueprint("people", __name__)


@bp.get("/orang")
@may("person.list")
def people() -> Response:
    search = request.args.get("cari", "")[:80]
    found = queries.people_of(current_user.office_id, search, after(str, int))
    rows, more = next_page(found, queries.PAGE, lambda row: (row.name_folded, row.id))
    return page(
        "accounts/people/people.html",
        here="people",
        rows=rows,
        more=more,
        search=search,
        show_phone=shown_phone,
    )


@bp.get("/orang/baru")
@may("person.make")
def new_person() -> Response:
    return page("accounts/people/new_person.html", here="people", form=_new_form(formdata=None))


@bp.post("/orang/baru")
@may("person.make")
def add_person() -> Response:
    form = _new_form()
    if not form.validate():
        return page("accounts/people/new_person.html", status=422, here="people", form=form)
    at, role = now(), Role(form.role.data)
    unit = unit_by_key(form.unit.data)
    try:
        person = operations.add_member(
            current_user, form.name.data, *form.contact, role, at, unit.id if unit else None
        )
    except Refused as refusal:
        form.refuse(refusal)
        return page("accounts/people/new_person.html", status=409, here="people", form=form)
    return link_page(person, invite_person(person, at, current_user.person_id))


def _new_form(**options: object) -> forms.NewPersonForm:
    form = forms.NewPersonForm(**options)
    return form.offer(appointable_by(current_user.role), units_of(current_user.office_id))


@bp.get("/orang/<key>")
@may("person.change", on=queries.membership_by_key)
def person(membership: Membership) -> Response:
    someone = membership.person
    phone = someone.phone and shown_phone(someone.phone)
    form = forms.PersonForm(formdata=None, name=someone.name, phone=phone, email=someone.email)
    return _person(membership, form)


def _person(membership: Membership, form: forms.PersonForm, status: int = 200) -> Response:
    someone = membership.person
    here = [
        each
        for each in queries.memberships_of(someone.id)
        if each.office_id == membership.office_id
    ]
    held = {each.role for each in here}
    may_change = operations.may_change(current_user, someone.id)
    may_give = appointable_by(current_user.role) if may_change else ()
    roles = tuple(role for role in may_give if role not in held)
    role_form = forms.RoleForm(formdata=None).offer(roles, units_of(current_user.office_id))
    return page(
        "accounts/people/person.html",
        status=status,
        here="people",
        membership=membership,
        person=someone,
        form=form,
        roles=[(each, each.role in may_give) for each in here],
        role_form=role_form if roles else None,
        end_form=forms.EndRoleForm(formdata=None),
        disable_form=forms.DisableForm(formdata=None),
        may_change=may_change,
        show_phone=shown_phone,
        events=[(event, *_said(event)) for event in account_events_of(someone.id)],
        parts=parts_of("person", someone),
    )


def _said(event: AccountEvent) -> list[object]:
    """What stood there before and after, as people read it."""
    texts = (event.before, event.after)
    if event.change.is_about_role:
        return [text and Role(text).label for text in texts]
    if event.change == AccountChange.PHONE:
        return [text and shown_phone(text) for text in texts]
    return list(texts)


@bp.post("/orang/<key>")
@may("person.change", on=queries.membership_by_key)
def change_person(membership: Membership) -> Response:
    form = forms.PersonForm()
    form.known_name = membership.person.name
    if not form.validate():
        return _person(membership, form, 422)
    try:
        operations.change_person(
            current_user, membership.person, form.name.data, *form.contact, now()
        )
    except Refused as refusal:
        form.refuse(refusal)
        return _person(membership, form, 409)
    flash(_("Saved."))
    return see_other(url_for("people.person", key=membership.key))


@bp.post("/orang/<key>/undang")
@may("person.change", on=queries.membership_by_key)
def invite(membership: Membership) -> Response:
    token = operations.make_link(current_user, membership.person, now())
    return link_page(membership.person, token)


@bp.post("/orang/<key>/nonaktifkan")
@may("person.change", on=queries.membership_by_key)
def disable_account(membership: Membership) -> Response:
    if not forms.DisableForm().validate():
        raise Refused(_("Tick the box to switch the account off."))
    operations.disable_account(current_user, membership.person, now())
    flash(_("The account is switched off, and signed out everywhere."))
    return see_other(url_for("people.person", key=membership.key))


@bp.post("/orang/<key>/aktifkan")
@may("person.change", on=queries.membership_by_key)
def enable_account(membership: Membership) -> Response:
    operations.enable_account(current_user, membership.person, now())
    flash(_("The account is switched on again."))
    return see_other(url_for("people.person", key=membership.key))


@bp.post("/orang/<key>/peran")
@may("person.change", on=queries.membership_by_key)
def give_role(membership: Membership) -> Response:
    units = units_of(current_user.office_id)
    form = forms.RoleForm().offer(appointable_by(current_user.role), units)
    if not form.validate():
        raise Refused(_("Choose the role to give."))
    unit = unit_by_key(form.unit.data)
    role = Role(form.role.data)
    operations.give_role(current_user, membership.person, role, now(), unit.id if unit else None)
    flash(_("The role is given."))
    return see_other(url_for("people.person", key=membership.key))


@bp.post("/orang/<key>/akhiri")
@may("person.change", on=queries.membership_by_key)
def end_role(membership: Membership) -> Response:
    if not forms.EndRoleForm().validate():
        raise Refused(_("Tick the box to end the role."))
    operations.end_role(current_user, membership, now())
    flash(_("The role has ended, and its sessions with it."))
    return see_other(url_for("people.people"))


def link_page(person: Person, token: str) -> Response:
    """The link just made, to be handed over now: only its digest is kept."""
    url = link_url(token)
    qr = segno.make(url).svg_inline(scale=4, border=2)
    response = page(
        "accounts/people/link.html",
        here="people",
        person=person,
        url=url,
        share=share_url(person, url),
        parts=parts_of("person", person),
        qr=trusted(qr),
    )
    return not_stored(response)


def link_url(token: str) -> str:
    address = current_app.config["SETTINGS"].base_url or request.host_url.rstrip("/")
    return str(address + url_for("links.invitation", token=token))


def share_url(person: Person, url: str) -> str:
    """WhatsApp, with a message that holds the link ready to be sent."""
    text = _(
        "Hello %(name)s, open this link to choose your MORI password: %(url)s",
        name=person.name,
        url=url,
    )
    return f"https://wa.me/{(person.phone or '').removeprefix('+')}?text={quote(text)}"
