"""On the pages of a member and of an alumnus: that they are one person, or may be."""

from typing import Any

from flask import Blueprint, Response, abort, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.alumni.models import Alumnus
from mori.alumni.queries import alumnus_by_key
from mori.core.clock import now
from mori.web.render import page, see_other

from ..models import Member
from ..queries import member_by_key
from . import operations, queries

bp = Blueprint("former", __name__)
HERE = "network"


def member_part(member: Member) -> dict[str, Any] | None:
    """On a member's page: which alumnus they are, or who may be."""
    if not allowed(current_user, "member.change", member):
        return None
    alumnus = queries.alumnus_of(member)
    return {
        "member": member,
        "alumnus": alumnus,
        "alike": [] if alumnus else queries.alumni_alike(member),
    }


def alumnus_part(alumnus: Alumnus, *_more: Any) -> dict[str, Any] | None:
    """On an alumnus's page: which member they are, or who may be; nothing where nobody is."""
    if not allowed(current_user, "member.list"):
        return None
    members = queries.members_of(alumnus)
    alike = [] if members else queries.members_alike(alumnus)
    found = members or alike
    if not found or not allowed(current_user, "member.change", found[0]):
        return None
    return {"alumnus": alumnus, "members": members, "alike": alike}


@bp.get("/jejaring/anggota/<key>/alumni")
@may("member.change", on=member_by_key)
def choosing(member: Member) -> Response:
    search = request.args.get("cari", "").strip()
    return page(
        "network/former/choosing.html",
        here=HERE,
        member=member,
        search=search,
        found=queries.alumni_named(member, search or member.name_folded.split(" ")[0]),
    )


@bp.post("/jejaring/anggota/<key>/alumni")
@may("member.change", on=member_by_key)
def link(member: Member) -> Response:
    alumnus = alumnus_by_key(request.form.get("alumnus", ""))
    if alumnus is None or not allowed(current_user, "alumni.read", alumnus):
        abort(422)
    operations.link_alumnus(member, alumnus, current_user.person_id, now())
    flash(_("One person from now on. Each page leads to the other."))
    return see_other(url_for("member.member", key=member.key))


@bp.post("/jejaring/anggota/<key>/alumni/lepas")
@may("member.change", on=member_by_key)
def unlink(member: Member) -> Response:
    operations.unlink_alumnus(member, current_user.person_id, now())
    flash(_("Two people again."))
    return see_other(url_for("member.member", key=member.key))
