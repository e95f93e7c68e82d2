"""Kits and publications for a member of the network, by their link."""

from typing import Any, NamedTuple

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _

from mori.access.guard import by_link
from mori.accounts.views import not_stored
from mori.core.clock import local_date, now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.links.models import SignedLink
from mori.links.queries import link_by_key
from mori.network.models import Member
from mori.network.queries import member_of_link
from mori.network.rules import OWN
from mori.web.files import content_of, sent_files, store, takes_files_where
from mori.web.render import page, see_other

from ..models import Campaign, Publication
from ..queries import campaign_by_key, campaigns_running, materials_in
from ..rules import PublicationState
from . import forms, operations, queries

bp = Blueprint("own_publications", __name__)
HERE = "link"


class Spread(NamedTuple):
    """A member, and a campaign of their office that runs today."""

    member: Member
    campaign: Campaign


def member_part(member: Member, link: SignedLink) -> dict[str, Any] | None:
    """On a member's own page: the way to what they may spread."""
    return {"link": link}


def campaign_to_spread(link: SignedLink, campaign: str) -> Spread | None:
    member, found = member_of_link(link), campaign_by_key(campaign)
    if member is None or found is None or found.office_id != member.office_id:
        return None
    return Spread(member, found) if found.is_running_on(_today(member)) else None


def own_publication(link: SignedLink, publication: str) -> Publication | None:
    """What a member reported themselves, also before they were merged with another."""
    member, found = member_of_link(link), queries.publication_by_key(publication)
    if member is None or found is None:
        return None
    return found if queries.is_by(found, member) else None


def may_send(key: str, **_rest: Any) -> bool:
    """Whether an address is one of a link that is still there; the guard asks the rest."""
    return link_by_key(key) is not None


def _today(member: Member) -> Any:
    return local_date(now(), member.office.zone)


@bp.get("/t/<key>/kampanye")
@by_link(OWN, on=member_of_link)
def own(link: SignedLink, member: Member) -> Response:
    return _shown(
        "campaign/publications/own.html",
        link,
        member=member,
        campaigns=campaigns_running(member.office_id, _today(member)),
        rows=queries.publications_by(member),
    )


@bp.get("/t/<key>/kampanye/<campaign>")
@by_link(OWN, on=campaign_to_spread)
def reporting(link: SignedLink, spread: Spread) -> Response:
    known = {"day": _today(spread.member)}
    return _reporting(link, spread, forms.PublicationForm(formdata=None, data=known))


@bp.post("/t/<key>/kampanye/<campaign>")
@by_link(OWN, on=campaign_to_spread)
def report(link: SignedLink, spread: Spread) -> Response:
    member, campaign = spread
    form = _offered(forms.PublicationForm(), spread)
    if not form.validate():
        return _reporting(link, spread, form, 422)
    token = token_for(form.token.data, member.key, campaign.key, *form.report)
    by = operations.Reporter(member_id=member.id)
    made = operations.report_publication(campaign, form.report, by, token, now())
    flash(_("Noted. Thank you. Your office looks at it."))
    return _to(link, made)


def _offered(form: forms.PublicationForm, spread: Spread) -> forms.PublicationForm:
    """A member chooses among what they can have."""
    today = _today(spread.member)
    rows = [each for each in materials_in(spread.campaign.id) if each.is_offered_on(today)]
    return form.offer(rows, today)


def _reporting(
    link: SignedLink, spread: Spread, form: forms.PublicationForm, status: int = 200
) -> Response:
    key, campaign = link.key, spread.campaign
    return _shown(
        "campaign/publications/reporting.html",
        link,
        status,
        form=_offered(form, spread),
        campaign=campaign,
        address=url_for("own_publications.report", key=key, campaign=campaign.key),
        back=url_for("own_publications.own", key=key),
    )


@bp.get("/t/<key>/publikasi/<publication>")
@by_link(OWN, on=own_publication)
def publication(link: SignedLink, publication: Publication) -> Response:
    return _one(link, publication)


def _one(
    link: SignedLink, publication: Publication, status: int = 200, refusal: str = ""
) -> Response:
    return _shown(
        "campaign/publications/own_publication.html",
        link,
        status,
        publication=publication,
        refusal=refusal,
    )


@bp.post("/t/<key>/publikasi/<publication>/bukti")
@by_link(OWN, on=own_publication)
@takes_files_where(may_send)
def show(link: SignedLink, publication: Publication) -> Response:
    files = sent_files("photo")
    if not files or publication.state is not PublicationState.REPORTED:
        return _one(link, publication, 422, _("Choose a photo first."))
    try:
        operations.keep_evidence(store(), publication, content_of(files[0]), None, now())
    except Refused as refusal:
        return _one(link, publication, 422, str(refusal))
    flash(_("The picture is kept. Only your office sees it."))
    return _to(link, publication)


@bp.post("/t/<key>/publikasi/<publication>/tarik")
@by_link(OWN, on=own_publication)
def withdraw(link: SignedLink, publication: Publication) -> Response:
    form = forms.TakeBackForm()
    if not form.validate():
        return _one(link, publication, 422, str(form.sure.errors[0]))
    operations.withdraw_publication(publication, None, now())
    flash(_("Taken back. Your office sees it no longer among what was published."))
    return see_other(url_for("own_publications.own", key=link.key))


def _to(link: SignedLink, publication: Publication) -> Response:
    address = url_for("own_publications.publication", key=link.key, publication=publication.key)
    return see_other(address)


def _shown(template: str, link: SignedLink, status: int = 200, **context: Any) -> Response:
    return not_stored(page(template, status=status, here=HERE, link=link, **context))
