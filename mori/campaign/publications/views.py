"""Publications for the office: what was reported, looking at one, reporting one's own."""

from typing import Any

from flask import Blueprint, Response, abort, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.web import asked
from mori.web.files import content_of, private_picture, sent_files, store, takes_files
from mori.web.render import page, see_other

from ..models import Campaign, Publication
from ..queries import campaign_by_key, materials_in
from . import forms, operations, queries

bp = Blueprint("publications", __name__)
HERE = "network"
WAITING = "belum"


def campaign_part(campaign: Campaign) -> dict[str, Any]:
    """On the page of a campaign: where something of it was published."""
    return {
        "campaign": campaign,
        "rows": queries.publications_in(campaign.id),
        "may_report": allowed(current_user, "campaign.change", campaign),
    }


@bp.get("/kampanye/publikasi")
@may("campaign.list")
def publications() -> Response:
    waiting = request.args.get("saring") == WAITING
    place = asked.after(int) or ()
    found = queries.publications_of(current_user.office_id, *place, waiting=waiting)
    rows, more = asked.next_page(found, queries.PAGE, lambda row: (row.id,))
    here = url_for("publications.publications")
    return page(
        "campaign/publications/publications.html",
        here=HERE,
        rows=rows,
        more=more,
        filters=[
            (here, _("All"), not waiting),
            (f"{here}?saring={WAITING}", _("To check"), waiting),
        ],
    )


@bp.get("/kampanye/<key>/publikasi/baru")
@may("campaign.change", on=campaign_by_key)
def reporting(campaign: Campaign) -> Response:
    return _reporting(campaign, forms.PublicationForm(formdata=None, data={"day": asked.today()}))


@bp.post("/kampanye/<key>/publikasi/baru")
@may("campaign.change", on=campaign_by_key)
def report(campaign: Campaign) -> Response:
    form = forms.PublicationForm().offer(materials_in(campaign.id), asked.today())
    if not form.validate():
        return _reporting(campaign, form, 422)
    token = token_for(form.token.data, campaign.key, *form.report)
    by = operations.Reporter(actor_id=current_user.person_id)
    made = operations.report_publication(campaign, form.report, by, token, now())
    return see_other(url_for("publications.publication", key=made.key))


def _reporting(campaign: Campaign, form: forms.PublicationForm, status: int = 200) -> Response:
    form.offer(materials_in(campaign.id), asked.today())
    return page(
        "campaign/publications/reporting.html",
        status=status,
        here=HERE,
        form=form,
        campaign=campaign,
        address=url_for("publications.report", key=campaign.key),
        back=url_for("campaigns.campaign", key=campaign.key),
        link=None,
    )


@bp.get("/kampanye/publikasi/<key>")
@may("campaign.read", on=queries.publication_by_key)
def publication(publication: Publication) -> Response:
    return _publication(publication)


def _publication(
    publication: Publication, status: int = 200, refusals: tuple[str, ...] = ()
) -> Response:
    return page(
        "campaign/publications/publication.html",
        status=status,
        here=HERE,
        publication=publication,
        may_change=allowed(current_user, "campaign.change", publication),
        refusals=refusals,
        events=queries.publication_events(publication.id),
        labels=forms.EVENT_LABELS,
    )


@bp.get("/kampanye/publikasi/<key>/bukti.unduh")
@may("campaign.read", on=queries.publication_by_key)
def evidence(publication: Publication) -> Response:
    if not publication.evidence:
        abort(404)
    return private_picture(publication.path, "bukti")


@bp.post("/kampanye/publikasi/<key>/bukti")
@may("campaign.change", on=queries.publication_by_key)
@takes_files
def show(publication: Publication) -> Response:
    files = sent_files("photo")
    if not files:
        return _publication(publication, 422, (_("Choose a photo first."),))
    try:
        content = content_of(files[0])
        operations.keep_evidence(store(), publication, content, current_user.person_id, now())
    except Refused as refusal:
        return _publication(publication, 422, (str(refusal),))
    return _back(publication)


@bp.post("/kampanye/publikasi/<key>/periksa")
@may("campaign.change", on=queries.publication_by_key)
def check(publication: Publication) -> Response:
    operations.check_publication(publication, current_user.person_id, now())
    flash(_("Noted: the office has looked at it."))
    return _back(publication)


@bp.post("/kampanye/publikasi/<key>/tarik")
@may("campaign.change", on=queries.publication_by_key)
def withdraw(publication: Publication) -> Response:
    operations.withdraw_publication(publication, current_user.person_id, now())
    flash(_("Withdrawn. It stays in the list as that."))
    return _back(publication)


def _back(publication: Publication) -> Response:
    return see_other(url_for("publications.publication", key=publication.key))
