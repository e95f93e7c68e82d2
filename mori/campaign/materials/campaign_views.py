"""An office's campaigns: the list, one of them, making and changing it; what is out of date."""

import datetime as dt

from flask import Blueprint, Response, url_for
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.web import asked
from mori.web.render import page, parts_of, see_other

from .. import queries
from ..models import Campaign
from ..rules import MOST_KIT_BYTES, MaterialKind
from ..shares.queries import opened_by_material
from . import forms, operations

bp = Blueprint("campaigns", __name__)
HERE = "network"


@bp.get("/kampanye")
@may("campaign.list")
def campaigns() -> Response:
    found = queries.campaigns_of(current_user.office_id, *(asked.after(int) or ()))
    rows, more = asked.next_page(found, queries.PAGE, lambda row: (row.id,))
    return page(
        "campaign/materials/campaigns.html",
        here=HERE,
        rows=rows,
        more=more,
        numbers=queries.counts_of([each.id for each in rows]),
        today=asked.today(),
        may_make=allowed(current_user, "campaign.make"),
        may_read=allowed(current_user, "member.list"),
    )


@bp.get("/kampanye/lepas")
@may("campaign.list")
def loose() -> Response:
    found = queries.loose_materials(current_user.office_id, *(asked.after(int) or ()))
    rows, more = asked.next_page(found, queries.PAGE, lambda row: (row.id,))
    return page(
        "campaign/materials/loose.html",
        here=HERE,
        rows=rows,
        more=more,
        today=asked.today(),
        opened=opened_by_material([each.id for each in rows]),
        kinds=MaterialKind,
        may_make=allowed(current_user, "campaign.make"),
    )


@bp.get("/kampanye/lewat")
@may("campaign.list")
def stale() -> Response:
    """What has left its kit by itself, because nobody has verified its facts for today."""
    last = asked.after(dt.date.fromisoformat, int)
    place = (last[0], last[1]) if last else None
    found = queries.stale_materials(current_user.office_id, asked.today(), place)
    rows, more = asked.next_page(found, queries.PAGE, lambda row: (row.facts_until, row.id))
    return page("campaign/materials/stale.html", here=HERE, rows=rows, more=more)


@bp.get("/kampanye/baru")
@may("campaign.make")
def beginning() -> Response:
    return _writing(forms.CampaignForm(formdata=None, data={"from_on": asked.today()}))


@bp.post("/kampanye/baru")
@may("campaign.make")
def begin() -> Response:
    form = forms.CampaignForm()
    if not form.validate():
        return _writing(form, 422)
    office_id, person_id = current_user.office_id, current_user.person_id
    token = token_for(form.token.data, office_id, *form.aim)
    made = operations.make_campaign(office_id, form.aim, token, person_id, now())
    return see_other(url_for("campaigns.campaign", key=made.key))


@bp.get("/kampanye/<key>")
@may("campaign.read", on=queries.campaign_by_key)
def campaign(campaign: Campaign) -> Response:
    rows = queries.materials_in(campaign.id)
    today = asked.today()
    return page(
        "campaign/materials/campaign.html",
        here=HERE,
        campaign=campaign,
        rows=rows,
        today=today,
        is_public=campaign.from_on <= today,
        kit_bytes=queries.published_bytes(campaign.id),
        most_bytes=MOST_KIT_BYTES,
        opened=opened_by_material([each.id for each in rows]),
        kinds=MaterialKind,
        may_change=allowed(current_user, "campaign.change", campaign),
        events=queries.campaign_events(campaign.id),
        labels=forms.CAMPAIGN_LABELS,
        parts=parts_of("campaign", campaign),
    )


@bp.get("/kampanye/<key>/ubah")
@may("campaign.change", on=queries.campaign_by_key)
def changing(campaign: Campaign) -> Response:
    form = forms.CampaignForm(formdata=None, data=forms.known_aim(campaign))
    return _writing(form, campaign=campaign)


@bp.post("/kampanye/<key>/ubah")
@may("campaign.change", on=queries.campaign_by_key)
def change(campaign: Campaign) -> Response:
    form = forms.CampaignForm()
    if not form.validate():
        return _writing(form, 422, campaign)
    try:
        operations.change_campaign(
            campaign, form.aim, form.seen.data, current_user.person_id, now()
        )
    except Refused as refusal:
        form.refuse(refusal)
        return _writing(form, 409, campaign)
    return see_other(url_for("campaigns.campaign", key=campaign.key))


def _writing(
    form: forms.CampaignForm, status: int = 200, campaign: Campaign | None = None
) -> Response:
    return page(
        "campaign/materials/writing_campaign.html",
        status=status,
        here=HERE,
        form=form,
        campaign=campaign,
    )
