"""Merging two members, or two communities: which other one, side by side, and taking it back."""

from typing import Any, NamedTuple

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.errors import Refused
from mori.web.render import page, see_other

from ..models import Community, CommunityMerge, Member, MemberMerge
from ..queries import community_by_key, member_by_key
from . import forms, operations, queries

bp = Blueprint("network_merging", __name__)


class Sort(NamedTuple):
    """What of it differs between members and communities."""

    by_key: Any
    form: type[forms.MergeForm]
    page: str  # of one of them
    merging: str
    merge: str
    undo: str


MEMBERS = Sort(
    member_by_key,
    forms.MemberMergeForm,
    "member.member",
    "network_merging.merging_members",
    "network_merging.merge_members",
    "network_merging.undo_members",
)
COMMUNITIES = Sort(
    community_by_key,
    forms.CommunityMergeForm,
    "communities.community",
    "network_merging.merging_communities",
    "network_merging.merge_communities",
    "network_merging.undo_communities",
)


def member_part(member: Member) -> dict[str, Any] | None:
    """On a member's page: what was merged into it, and the way to merge."""
    return _part(MEMBERS, member, "member.merge")


def community_part(community: Community) -> dict[str, Any] | None:
    """On a community's page, the same."""
    return _part(COMMUNITIES, community, "network.merge")


def _part(sort: Sort, row: Any, action: str) -> dict[str, Any] | None:
    if not allowed(current_user, action, row):
        return None
    return {
        "merging_url": url_for(sort.merging, key=row.key),
        "merges": [(each, url_for(sort.undo, key=each.key)) for each in queries.merges_into(row)],
    }


@bp.get("/jejaring/anggota/<key>/gabung")
@may("member.merge", on=member_by_key)
def merging_members(member: Member) -> Response:
    return _merging(MEMBERS, member)


@bp.get("/jejaring/komunitas/<key>/gabung")
@may("network.merge", on=community_by_key)
def merging_communities(community: Community) -> Response:
    return _merging(COMMUNITIES, community)


def _merging(sort: Sort, row: Any) -> Response:
    """Choose the other one; with ``?dengan=`` its key, both side by side."""
    other = _other(sort, row, request.args.get("dengan", ""))
    if other is None:
        return _choosing(sort, row)
    form = sort.form(formdata=None, data=forms.fitting(row, other))
    return _side_by_side(sort, row, other, form)


def _other(sort: Sort, row: Any, key: str) -> Any:
    """Another standing one of the same office."""
    other = sort.by_key(key)
    is_ours = other and other.office_id == row.office_id and other.id != row.id
    return other if is_ours else None


def _choosing(sort: Sort, row: Any, status: int = 200) -> Response:
    search = request.args.get("cari", "")[:80].strip()
    return page(
        "network/merging/choosing.html",
        status=status,
        here="network",
        row=row,
        page_url=url_for(sort.page, key=row.key),
        merging_url=url_for(sort.merging, key=row.key),
        near=queries.alike(row, search),
        search=search,
    )


def _side_by_side(
    sort: Sort, kept: Any, merged: Any, form: forms.MergeForm, status: int = 200
) -> Response:
    return page(
        "network/merging/merging.html",
        status=status,
        here="network",
        page_url=url_for(sort.page, key=kept.key),
        merging_url=url_for(sort.merging, key=kept.key),
        merge_url=url_for(sort.merge, key=kept.key),
        kept=kept,
        merged=merged,
        fields=forms.compared(form, kept, merged),
        form=form,
        is_member=sort is MEMBERS,
    )


@bp.post("/jejaring/anggota/<key>/gabung")
@may("member.merge", on=member_by_key)
def merge_members(member: Member) -> Response:
    return _merge(MEMBERS, member)


@bp.post("/jejaring/komunitas/<key>/gabung")
@may("network.merge", on=community_by_key)
def merge_communities(community: Community) -> Response:
    return _merge(COMMUNITIES, community)


def _merge(sort: Sort, row: Any) -> Response:
    form = sort.form()
    if queries.is_merged_into(row, form.other.data or ""):  # sent twice
        return see_other(url_for(sort.page, key=row.key))
    other = _other(sort, row, form.other.data or "")
    if other is None:
        return _choosing(sort, row, 422)
    if not form.validate():
        return _side_by_side(sort, row, other, form, 422)
    seen = form.seen_kept.data or "", form.seen_merged.data or ""
    try:
        is_told = operations.merge(
            row, other, form.facts(row, other), seen, current_user.person_id, now()
        )
    except Refused as refusal:
        fresh = sort.form(formdata=None, data=forms.fitting(row, other))
        fresh.refuse(refusal)
        return _side_by_side(sort, row, other, fresh, 409)
    flash(_said(sort, is_told, other.name))
    return see_other(url_for(sort.page, key=row.key))


def _said(sort: Sort, is_told: bool, name: str) -> str:
    said: str = _("“%(one)s” is now shown as this one.", one=name)
    if sort is not MEMBERS:
        return said
    told = _("A mail tells them.") if is_told else _("No mail tells them: tell them yourself.")
    return f"{said} {told}"


@bp.post("/jejaring/anggota/gabungan/<key>/urungkan")
@may("member.merge", on=queries.member_merge_by_key)
def undo_members(merge: MemberMerge) -> Response:
    return _undo(MEMBERS, merge)


@bp.post("/jejaring/komunitas/gabungan/<key>/urungkan")
@may("network.merge", on=queries.community_merge_by_key)
def undo_communities(merge: CommunityMerge) -> Response:
    return _undo(COMMUNITIES, merge)


def _undo(sort: Sort, merge: Any) -> Response:
    operations.undo_merge(merge, current_user.person_id, now())
    flash(_("The merge is undone. Both stand as they were."))
    return see_other(url_for(sort.page, key=merge.kept.key))
