"""An office's members: the list, one of them, and changing what is known of them."""

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.institutions.queries import regions_meant
from mori.web.asked import after, next_page, today
from mori.web.render import page, see_other

from ..models import Member
from ..queries import PAGE, member_by_key, setting_of
from ..rules import MemberState
from . import forms, operations, queries

bp = Blueprint("members", __name__)
HERE = "network"
WAITING = "menunggu"  # the filter's word in the address


@bp.get("/jejaring/anggota")
@may("member.list")
def members() -> Response:
    state = request.args.get("keadaan", "")
    search = request.args.get("cari", "")[:80].strip()
    known = MemberState(state) if state in set(MemberState) else None
    wanted = queries.Wanted(search, known, waits=state == WAITING)
    found = queries.members_of(current_user.office_id, wanted, after(str, int))
    rows, more = next_page(found, PAGE, lambda row: (row.name_folded, row.id))
    communities = queries.communities_by_member(list(rows), today()) if rows else {}
    return page(
        "network/members/members.html",
        here=HERE,
        setting=setting_of(current_user.office_id),
        rows=[(row, communities[row.id]) for row in rows],
        more=more,
        wanted=wanted,
        states=[(each.value, each.label) for each in MemberState],
        waiting=WAITING,
    )


@bp.get("/jejaring/anggota/baru")
@may("member.add")
def adding() -> Response:
    return _adding(_offered(forms.MemberForm(formdata=None)))


def _offered(form: forms.MemberForm) -> forms.MemberForm:
    form.offer_regions(*regions_meant(form.region.data))
    return form


def _adding(form: forms.MemberForm, status: int = 200) -> Response:
    return page("network/members/form.html", status=status, here=HERE, form=form, row=None)


@bp.post("/jejaring/anggota/baru")
@may("member.add")
def add() -> Response:
    form = _offered(forms.MemberForm())
    if not form.validate():
        return _adding(form, 422)
    office_id = current_user.office_id
    token = token_for(form.token.data, office_id, *form.facts)
    made = operations.add_member(office_id, form.facts, token, current_user.person_id, now())
    return saved(made)


def saved(member: Member) -> Response:
    flash(_("Saved."))
    return see_other(url_for("member.member", key=member.key))


@bp.get("/jejaring/anggota/<key>/ubah")
@may("member.change", on=member_by_key)
def correction(member: Member) -> Response:
    form = forms.MemberForm(formdata=None, data=forms.known_facts(member))
    return _correction(member, _offered(form))


def _correction(member: Member, form: forms.MemberForm, status: int = 200) -> Response:
    return page("network/members/form.html", status=status, here=HERE, form=form, row=member)


@bp.post("/jejaring/anggota/<key>/ubah")
@may("member.change", on=member_by_key)
def change(member: Member) -> Response:
    form = _offered(forms.MemberForm())
    if not form.validate():
        return _correction(member, form, 422)
    try:
        operations.change_member(
            member, form.facts, form.seen.data or "", current_user.person_id, now()
        )
    except Refused as refusal:
        form.refuse(refusal)
        return _correction(member, form, 409)
    return saved(member)
