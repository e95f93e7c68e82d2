"""A member's own page: by a signed link, without a password."""

from typing import Any

from flask import Blueprint, Response, url_for

from mori.access.guard import by_link
from mori.access.purposes import Purpose as LinkPurpose
from mori.accounts.views import not_stored
from mori.core.clock import local_date, now
from mori.core.errors import Refused
from mori.core.words import marked
from mori.institutions.forms import region_label
from mori.institutions.queries import regions_meant
from mori.links.models import SignedLink
from mori.web.i18n import locale
from mori.web.render import page, parts_of, see_other

from ..consents.operations import agree, stop_everything, take_back
from ..consents.queries import noted_by_office, standing_consents
from ..consents.rules import read_note, words_in
from ..members.forms import MemberForm, known_facts
from ..members.operations import change_member
from ..members.queries import ties_of
from ..models import Member
from ..queries import member_of_link, setting_of
from ..rules import LASTS, MEMBER, MEMBER_MOVES, OWN, ConsentWay, MemberState, Purpose
from . import forms, operations

bp = Blueprint("own_member", __name__)

LINK = LinkPurpose(
    OWN,
    marked("your page in the network, to put it right and to say what it may be used for"),
    about=MEMBER,
    endpoint="own_member.overview",
    lasts=LASTS,
    signs=True,  # they agree to something there: nobody else comes in unless the office says so
)


@bp.get("/t/<key>/jejaring")
@by_link(OWN, on=member_of_link)
def overview(link: SignedLink, member: Member) -> Response:
    return _overview(link, member)


def _overview(
    link: SignedLink, member: Member, form: forms.TermsForm | None = None, status: int = 200
) -> Response:
    setting = setting_of(member.office_id)
    today = local_date(now(), member.office.zone)
    return _page(
        "network/own/overview.html",
        link,
        member,
        status,
        setting=setting,
        region=region_label(member.region),
        ties=[tie for tie in ties_of(member) if not tie.until_on or tie.until_on >= today],
        form=form or forms.TermsForm(formdata=None, data={"version": setting.terms_version}),
        moves={verb for verb, (states, _to) in MEMBER_MOVES.items() if member.state in states},
        agreed=standing_consents(member),
        parts=parts_of("member_own", member, link),
    )


def _page(
    template: str, link: SignedLink, member: Member, status: int = 200, **context: Any
) -> Response:
    shown = page(template, status=status, here="link", link=link, member=member, **context)
    return not_stored(shown)


def _back(link: SignedLink) -> Response:
    return see_other(url_for("own_member.overview", key=link.key))


@bp.post("/t/<key>/jejaring/anggota")
@by_link(OWN, on=member_of_link)
def accept(link: SignedLink, member: Member) -> Response:
    form = forms.TermsForm()
    if not form.validate():
        return _overview(link, member, form, 422)
    try:
        operations.accept_terms(member, int(form.version.data), now())
    except Refused as refusal:
        fresh = forms.TermsForm(formdata=None, data={"version": _version(member)})
        fresh.refuse(refusal)
        return _overview(link, member, fresh, 409)
    return _back(link)


def _version(member: Member) -> int:
    return setting_of(member.office_id).terms_version


@bp.post("/t/<key>/jejaring/tetap")
@by_link(OWN, on=member_of_link)
def renew(link: SignedLink, member: Member) -> Response:
    return _tapped(link, member, operations.renew_membership)


@bp.post("/t/<key>/jejaring/keluar")
@by_link(OWN, on=member_of_link)
def leave(link: SignedLink, member: Member) -> Response:
    return _tapped(link, member, operations.leave_network)


@bp.post("/t/<key>/jejaring/kembali")
@by_link(OWN, on=member_of_link)
def come_back(link: SignedLink, member: Member) -> Response:
    return _tapped(link, member, operations.come_back)


def _tapped(link: SignedLink, member: Member, does: Any) -> Response:
    if not forms.TapForm().validate():
        return _overview(link, member, status=422)
    does(member, now())
    return _back(link)


@bp.get("/t/<key>/jejaring/perbaiki")
@by_link(OWN, on=member_of_link)
def correction(link: SignedLink, member: Member) -> Response:
    form = MemberForm(formdata=None, data=known_facts(member))
    form.offer_regions(*regions_meant(form.region.data))
    return _page("network/own/correction.html", link, member, form=form)


@bp.post("/t/<key>/jejaring/perbaiki")
@by_link(OWN, on=member_of_link)
def correct(link: SignedLink, member: Member) -> Response:
    form = MemberForm()
    form.offer_regions(*regions_meant(form.region.data))
    if not form.validate():
        return _page("network/own/correction.html", link, member, 422, form=form)
    try:
        change_member(member, form.facts, form.seen.data or "", None, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _page("network/own/correction.html", link, member, 409, form=form)
    return _back(link)


@bp.get("/t/<key>/jejaring/persetujuan")
@by_link(OWN, on=member_of_link)
def consents(link: SignedLink, member: Member) -> Response:
    return _consents(link, member, forms.ConsentForm(formdata=None))


def _consents(
    link: SignedLink, member: Member, form: forms.ConsentForm, status: int = 200
) -> Response:
    zone, standing = member.office.zone, standing_consents(member)
    return _page(
        "network/own/consents.html",
        link,
        member,
        status,
        form=form,
        purposes=list(Purpose),
        since={each: local_date(row.given_at, zone) for each, row in standing.items()},
        ways={each: row.way for each, row in standing.items()},
        noted=[
            (event.verb, local_date(event.at, zone), read_note(event.note))
            for event in noted_by_office(member)
        ],
        has_stopped=member.state == MemberState.STOPPED,
        words=words_in(locale()),
    )


@bp.post("/t/<key>/jejaring/persetujuan")
@by_link(OWN, on=member_of_link)
def choose(link: SignedLink, member: Member) -> Response:
    form, at = forms.ConsentForm(), now()
    if not form.validate():
        return _consents(link, member, form, 422)
    if not form.give.data:
        take_back(member, [form.tapped], at)
        return see_other(url_for("own_member.consents", key=link.key))
    try:
        agree(member, [form.tapped], ConsentWay.LINK, locale(), at)
    except Refused as refusal:
        form.refuse(refusal)
        return _consents(link, member, form, 422)
    return see_other(url_for("own_member.consents", key=link.key))


@bp.post("/t/<key>/jejaring/berhenti")
@by_link(OWN, on=member_of_link)
def stop(link: SignedLink, member: Member) -> Response:
    """One tap, effective at once; taking part again is as near."""
    return _tapped(link, member, stop_everything)
