"""One member: what is known, agreed to and done; their link, their ties, their membership."""

from flask import Blueprint, Response, abort
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.institutions.forms import region_label
from mori.links.given_views import link_page, shown
from mori.links.queries import links_about
from mori.links.views import post
from mori.web.asked import today
from mori.web.render import page, parts_of

from ..communities.queries import others_of
from ..consents.queries import standing_consents
from ..consents.rules import read_note
from ..models import Member, MemberEvent, MemberTie
from ..queries import activities_of_member, events_of_member, member_by_key, terms_of
from ..rules import MEMBER, MEMBER_MOVES, MemberState, Purpose
from . import forms, operations, queries
from .views import HERE, saved

bp = Blueprint("member", __name__)

MOST_LINKS = 3


@bp.get("/jejaring/anggota/<key>")
@may("member.read", on=member_by_key)
def member(member: Member) -> Response:
    return _member(member)


def _member(
    member: Member,
    status: int = 200,
    tie_form: forms.TieForm | None = None,
    end_form: forms.EndForm | None = None,
) -> Response:
    ties = tie_form or forms.TieForm(formdata=None)
    ties.offer(others_of(member.office_id))
    return page(
        "network/members/member.html",
        status=status,
        here=HERE,
        member=member,
        region=region_label(member.region),
        purposes=list(Purpose),
        agreed=standing_consents(member),
        ties=queries.ties_of(member),
        terms=terms_of(member),
        activities=activities_of_member(member),
        events=[_in_words(event) for event in events_of_member(member)],
        labels=forms.EVENT_LABELS,
        moves={verb for verb, (states, _to) in MEMBER_MOVES.items() if member.state in states},
        tie_form=ties,
        end_form=end_form or forms.EndForm(formdata=None),
        link_form=forms.LinkForm(formdata=None),
        may_mail=bool(member.mail) and member.state != MemberState.STOPPED,
        parts=parts_of("member", member),
        **shown(links_about(MEMBER, member.key)[:MOST_LINKS]),
    )


def _in_words(event: MemberEvent) -> MemberEvent:
    """What consents it was about, as they are called; other notes are words already."""
    if event.verb in ("agree", "take_back", "stop"):
        event.note = ", ".join(str(each.label) for each in read_note(event.note))
    return event


@bp.post("/jejaring/anggota/<key>/undang")
@may("member.change", on=member_by_key)
def invite(member: Member) -> Response:
    operations.invite(member, current_user.person_id, now())
    return saved(member)


@bp.post("/jejaring/anggota/<key>/akhiri")
@may("member.change", on=member_by_key)
def end(member: Member) -> Response:
    form = forms.EndForm()
    if not form.validate():
        return _member(member, 422, end_form=form)
    operations.end_membership(member, form.why.data, current_user.person_id, now())
    return saved(member)


@bp.post("/jejaring/anggota/<key>/ikatan")
@may("member.change", on=member_by_key)
def tie(member: Member) -> Response:
    form = forms.TieForm()
    form.offer(others_of(member.office_id))
    if not form.validate():
        return _member(member, 422, tie_form=form)
    token = token_for(form.token.data, member.id, *form.tied)
    try:
        operations.tie(member, form.tied, token, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _member(member, 422, tie_form=form)
    return saved(member)


@bp.post("/jejaring/ikatan/<key>/akhiri")
@may("member.change", on=queries.tie_by_key)
def end_tie(tied: MemberTie) -> Response:
    operations.end_tie(tied, today(), current_user.person_id, now())
    return saved(tied.member)


@bp.post("/jejaring/anggota/<key>/tautan")
@may("member.change", on=member_by_key)
def give_link(member: Member) -> Response:
    """A link shown once: handed over it is "shared", for nobody knows whether it was sent."""
    form = forms.LinkForm()
    if not form.validate():
        abort(400)
    mail = member.mail if form.by.data == "mail" else ""
    token = token_for(form.token.data, member.id)
    return link_page(
        operations.give_own_link(member, mail, token, current_user.person_id, now(), post())
    )
