"""A member of the network reports what they taught, by their signed link: no account, no script."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _

from mori.access.guard import by_link
from mori.accounts.views import not_stored
from mori.cascades.trees.operations import Source
from mori.core.clock import local_date, now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.events.followups.models import FollowUp
from mori.institutions.queries import regions_meant
from mori.links.models import SignedLink
from mori.network.models import Member
from mori.network.queries import member_of_link
from mori.network.rules import OWN
from mori.web.asked import after, next_page
from mori.web.render import page, see_other

from ..models import Teaching
from ..queries import learners_of, people_of, teachings_that_keep, topics_of
from ..rules import OPEN
from ..words import when_where
from . import operations, queries
from .desk import link_to_report, offered_to, own_teaching, promise_of, source_by_code, source_name
from .forms import BY_CODE, ReportForm, known_report, promised_report

bp = Blueprint("teaching_reports", __name__)
HERE = "link"
SHOWN = 5  # teachings named on the page of a member


def teaching_of(link: SignedLink, teaching: str) -> Teaching | None:
    """One that they led, or taught beside."""
    member = member_of_link(link)
    return own_teaching(member, teaching) if member else None


def open_teaching_of(link: SignedLink, teaching: str) -> Teaching | None:
    """The same, while its report may be changed: by whoever reported it."""
    found = teaching_of(link, teaching)
    member = member_of_link(link)
    is_own = found and member and found.lead_id in people_of(member.id)
    return found if found and is_own and found.state in OPEN else None


def today_of(link: SignedLink) -> dt.date:
    return local_date(now(), link.office.zone)


@bp.get("/t/<key>/mengajar")
@by_link(OWN, on=member_of_link)
def teachings(link: SignedLink, member: Member) -> Response:
    found = queries.teachings_by(people_of(member.id), *(after(int) or ()))
    rows, more = next_page(found, queries.PAGE, lambda row: (row.id,))
    response = page(
        "cascades/reporting/teachings.html",
        here=HERE,
        link=link,
        rows=[(each, when_where(each)) for each in rows],
        more=more,
    )
    return not_stored(response)


@bp.get("/t/<key>/mengajar/baru")
@by_link(OWN, on=member_of_link)
def new(link: SignedLink, member: Member) -> Response:
    """Empty, or as the promise says that the address names."""
    promise = promise_of(member, request.args.get("janji", ""))
    known = promised_report(promise, today_of(link)) if promise else {"on": today_of(link)}
    form = ReportForm(formdata=None, data=known)
    form.offer(*offered_to(member, today_of(link)))
    if form.source.data not in form.sources:
        form.source.data = next(iter(form.sources), BY_CODE)
    return _form(link, form)


def _form(
    link: SignedLink,
    form: ReportForm,
    teaching: Teaching | None = None,
    status: int = 200,
    same: Teaching | None = None,
) -> Response:
    if form.region_code.choices is None:
        form.offer_regions(*regions_meant(form.region.data or ""))
    response = page(
        "cascades/reporting/form.html",
        status=status,
        here=HERE,
        link=link,
        form=form,
        teaching=teaching,
        same=same and (same, when_where(same)),
        by_code=BY_CODE,
    )
    return not_stored(response)


@bp.post("/t/<key>/mengajar/baru")
@by_link(OWN, on=member_of_link)
def draft(link: SignedLink, member: Member) -> Response:
    form = ReportForm()
    form.offer(*offered_to(member, today_of(link)))
    source = _source(form, member)
    if source is None or not _fits(form, link):
        return _form(link, form, status=422)
    same = _same(form, member, 0)
    if same:
        return _form(link, form, status=422, same=same)
    promise = promise_of(member, form.follow_up.data or "")
    report = form.report(source, promise.id if promise else None)
    token = token_for(form.token.data or "", link.id)
    try:
        made = operations.draft_report(member, report, token, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _form(link, form, status=422)
    return _saved(link, made)


def _source(form: ReportForm, member: Member) -> Source | None:
    """What was chosen, or what the code leads to; what is wrong is said beside the field."""
    form.offer_regions(*regions_meant(form.region.data or ""))
    is_whole = form.validate()
    if form.source.data != BY_CODE:
        return form.sources.get(form.source.data or "") if is_whole else None
    found = source_by_code(form.code.data or "", member)
    if found is None:
        form.code.errors = [_("No teaching has this code. Ask whoever taught you for it.")]
    return found if is_whole else None


def _fits(form: ReportForm, link: SignedLink) -> bool:
    """Whether its day is not one to come."""
    if form.on.data <= today_of(link):
        return True
    form.on.errors = [_("This day has not come yet. Report it once you have taught.")]
    return False


def _same(form: ReportForm, member: Member, but: int) -> Teaching | None:
    """A report that this one may repeat, unless they say that it does not."""
    if form.is_another.data:
        return None
    return queries.likely_same(people_of(member.id), form.on.data, form.region_id or 0, but)


def _saved(link: SignedLink, teaching: Teaching) -> Response:
    flash(_("Saved. It is not sent yet."))
    return see_other(url_for("own_teachings.teaching", key=link.key, teaching=teaching.key))


@bp.get("/t/<key>/mengajar/<teaching>/ubah")
@by_link(OWN, on=open_teaching_of)
def changing(link: SignedLink, teaching: Teaching) -> Response:
    offered = offered_to(teaching.lead, today_of(link), teaching)
    names = [each.name for each in learners_of(teaching.id) if each.name]
    known = known_report(teaching, source_name(teaching, offered), topics_of(teaching.id), names)
    form = ReportForm(formdata=None, data=known)
    form.offer(*offered)
    return _form(link, form, teaching)


@bp.post("/t/<key>/mengajar/<teaching>/ubah")
@by_link(OWN, on=open_teaching_of)
def change(link: SignedLink, teaching: Teaching) -> Response:
    form = ReportForm()
    form.offer(*offered_to(teaching.lead, today_of(link), teaching))
    source = _source(form, teaching.lead)
    if source is None or not _fits(form, link):
        return _form(link, form, teaching, 422)
    same = _same(form, teaching.lead, teaching.id)
    if same:
        return _form(link, form, teaching, 422, same)
    try:
        operations.change_report(teaching, form.report(source), form.revision, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _form(link, form, teaching, 422)
    return _saved(link, teaching)


def member_part(member: Member, link: SignedLink) -> dict[str, Any]:
    """For a member's own page: the way to what they taught."""
    return {"link": link}


def office_part(member: Member) -> dict[str, Any] | None:
    """For the office's page of a member: what they taught last, and the way to each."""
    rows = queries.teachings_by(people_of(member.id))
    return {"rows": [(each, when_where(each)) for each in rows[:SHOWN]]} if rows else None


def promise_part(follow_up: FollowUp) -> dict[str, Any] | None:
    """For the page of a promise: that it is reported, or the way to report it."""
    reported = [when_where(each) for each in teachings_that_keep(follow_up.id)]
    held = None if reported else link_to_report(follow_up, now())
    url = url_for("teaching_reports.new", key=held.key) + f"?janji={follow_up.key}" if held else ""
    return {"reported": reported, "url": url} if reported or url else None


def promise_office_part(follow_up: FollowUp) -> dict[str, Any] | None:
    """For the office's page of a promise: the teachings that keep it."""
    rows = teachings_that_keep(follow_up.id)
    return {"rows": [(each, when_where(each)) for each in rows]} if rows else None
