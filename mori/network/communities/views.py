"""An office's communities: the list, one of them, and changing it."""

from flask import Blueprint, Response, abort, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.institutions.forms import region_label
from mori.institutions.queries import regions_meant
from mori.web.asked import after, next_page, today
from mori.web.i18n import locale
from mori.web.render import page, parts_of, see_other

from ..models import Community, CommunityRelation
from ..queries import (
    PAGE,
    activities_of_community,
    community_by_key,
    events_of_community,
    setting_of,
)
from ..rules import COMMUNITY_MOVES, CommunityState, type_label, types
from ..settings.rules import used_types
from . import forms, operations, queries

bp = Blueprint("communities", __name__)
HERE = "network"


@bp.get("/jejaring")
@may("network.list")
def communities() -> Response:
    office_id, wanted = current_user.office_id, _wanted()
    found = queries.communities_of(office_id, wanted, after(str, int))
    rows, more = next_page(found, PAGE, lambda row: (row.name_folded, row.id))
    members = queries.members_counted([row.id for row in rows], today()) if rows else {}
    return page(
        "network/communities/communities.html",
        here=HERE,
        setting=setting_of(office_id),
        rows=[(row, type_label(row.type, locale()), members.get(row.id, 0)) for row in rows],
        more=more,
        wanted=wanted,
        types=[(code, each.label(locale())) for code, each in types().items()],
        regions=queries.regions_in_use(office_id),
        states=list(CommunityState),
        numbers=queries.counts_by_state(office_id),
        may_read=allowed(current_user, "network.read"),
    )


def _wanted() -> queries.Wanted:
    state = request.args.get("keadaan", "")
    return queries.Wanted(
        request.args.get("cari", "")[:80].strip(),
        request.args.get("jenis", "") if request.args.get("jenis", "") in types() else "",
        request.args.get("wilayah", "")[:5],
        CommunityState(state) if state in set(CommunityState) else None,
    )


@bp.get("/jejaring/komunitas/baru")
@may("network.add")
def adding() -> Response:
    return _adding(_offered(forms.CommunityForm(formdata=None)))


def _offered(form: forms.CommunityForm, kept: str = "") -> forms.CommunityForm:
    """With the kinds the office uses, and the regions that may be meant."""
    used = {*used_types(setting_of(current_user.office_id).types_unused), kept}
    form.offer(current_user.office_id, used, locale())
    form.offer_regions(*regions_meant(form.region.data))
    return form


def _adding(form: forms.CommunityForm, status: int = 200) -> Response:
    return page("network/communities/form.html", status=status, here=HERE, form=form, row=None)


@bp.post("/jejaring/komunitas/baru")
@may("network.add")
def add() -> Response:
    form = _offered(forms.CommunityForm())
    if not form.validate():
        return _adding(form, 422)
    token = token_for(form.token.data, current_user.office_id, *form.facts)
    made = operations.add_community(
        current_user.office_id,
        form.facts,
        CommunityState(form.state.data),
        token,
        current_user.person_id,
        now(),
    )
    return _saved(made)


def _saved(community: Community) -> Response:
    flash(_("Saved."))
    return see_other(url_for("communities.community", key=community.key))


@bp.get("/jejaring/komunitas/<key>")
@may("network.read", on=community_by_key)
def community(community: Community) -> Response:
    return _community(community, forms.RelationForm(formdata=None))


def _community(community: Community, form: forms.RelationForm, status: int = 200) -> Response:
    form.offer(queries.others_of(community.office_id, community.id))
    return page(
        "network/communities/community.html",
        status=status,
        here=HERE,
        community=community,
        type=type_label(community.type, locale()),
        region=region_label(community.region),
        ties=queries.ties_to(community, today()),
        relations=queries.relations_of(community),
        activities=activities_of_community(community),
        events=events_of_community(community),
        labels=forms.EVENT_LABELS,
        moves=[
            (verb, label)
            for verb, label in forms.MOVE_LABELS.items()
            if community.state in COMMUNITY_MOVES[verb][0]
        ],
        form=form,
        may_change=allowed(current_user, "network.change", community),
        parts=parts_of("community", community),
    )


@bp.get("/jejaring/komunitas/<key>/ubah")
@may("network.change", on=community_by_key)
def correction(community: Community) -> Response:
    form = forms.CommunityForm(formdata=None, data=forms.known_facts(community))
    return _correction(community, _offered(form, community.type))


def _correction(community: Community, form: forms.CommunityForm, status: int = 200) -> Response:
    return page("network/communities/form.html", status=status, here=HERE, form=form, row=community)


@bp.post("/jejaring/komunitas/<key>/ubah")
@may("network.change", on=community_by_key)
def change(community: Community) -> Response:
    form = _offered(forms.CommunityForm(), community.type)
    if not form.validate():
        return _correction(community, form, 422)
    seen = int(form.seen.data) if (form.seen.data or "").isdecimal() else -1
    try:
        operations.change_community(community, form.facts, seen, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _correction(community, form, 409)
    return _saved(community)


@bp.post("/jejaring/komunitas/<key>/keadaan")
@may("network.change", on=community_by_key)
def move(community: Community) -> Response:
    form = forms.MoveForm()
    if not form.validate():
        abort(400)
    operations.move_community(community, form.verb.data, current_user.person_id, now())
    return _saved(community)


@bp.post("/jejaring/komunitas/<key>/hubungan")
@may("network.change", on=community_by_key)
def relate(community: Community) -> Response:
    form = forms.RelationForm()
    form.offer(queries.others_of(community.office_id, community.id))
    if not form.validate():
        return _community(community, form, 422)
    token = token_for(form.token.data, community.id, *form.related)
    operations.relate(community, form.related, token, current_user.person_id, now())
    return _saved(community)


@bp.post("/jejaring/hubungan/<key>/akhiri")
@may("network.change", on=queries.relation_by_key)
def end_relation(relation: CommunityRelation) -> Response:
    operations.end_relation(relation, today(), current_user.person_id, now())
    return _saved(relation.one)
