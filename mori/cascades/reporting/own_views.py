"""One teaching, for whoever taught: its code to be shown, what shows it, sending it."""

import segno
from flask import Blueprint, Response, current_app, flash, request, url_for
from flask_babel import gettext as _

from mori.access.guard import by_link
from mori.access.purposes import HOLDERS, NoLink
from mori.accounts.views import not_stored
from mori.cascades.proofs.operations import drop_file, keep_file
from mori.cascades.proofs.queries import evidence_file_by_key
from mori.cascades.proofs.rules import MOST_FILES, path_of
from mori.core.clock import local_date, now
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile
from mori.links.models import SignedLink
from mori.network.queries import member_of_link
from mori.network.rules import OWN
from mori.web.files import content_of, private_picture, sent_files, store, takes_files_where
from mori.web.render import page, see_other
from mori.web.trusted import trusted

from ..confirming.rules import is_over_for_confirming
from ..forms import TapForm
from ..models import EvidenceFile, Teaching
from ..queries import (
    co_teachers_of,
    events_of,
    evidence_facts,
    files_of,
    learners_of,
    people_of,
    teaching_by_id,
)
from ..rules import OPEN, EvidenceKind, TeachingState, code_shown
from ..words import EVENT_LABELS, when_where
from . import operations, queries
from .views import HERE, teaching_of

bp = Blueprint("own_teachings", __name__)


def own_file_of(link: SignedLink, file: str) -> EvidenceFile | None:
    """A picture of one of their teachings."""
    found = evidence_file_by_key(file)
    is_theirs = found and teaching_of(link, found.teaching.key)
    return found if is_theirs else None


@bp.get("/t/<key>/mengajar/<teaching>")
@by_link(OWN, on=teaching_of)
def teaching(link: SignedLink, teaching: Teaching) -> Response:
    return _teaching(link, teaching)


def _teaching(
    link: SignedLink, teaching: Teaching, status: int = 200, problems: list[str] | None = None
) -> Response:
    member = member_of_link(link)
    confirmed, _files = evidence_facts(teaching.id)
    is_own = member is not None and teaching.lead_id in people_of(member.id)
    may_show = is_own and teaching.state not in {TeachingState.CHECKED, TeachingState.WITHDRAWN}
    is_over = is_over_for_confirming(teaching.on, local_date(now(), teaching.office.zone))
    events = events_of(teaching.id)
    address = current_app.config["SETTINGS"].base_url or request.host_url
    url = address.rstrip("/") + url_for("confirming.teaching", code=teaching.code)
    response = page(
        "cascades/reporting/teaching.html",
        status=status,
        here=HERE,
        link=link,
        teaching=teaching,
        when=when_where(teaching),
        code=code_shown(teaching.code),
        ask=address.rstrip("/") + url_for("confirming.ask"),
        qr=trusted(segno.make(url, micro=False).svg_inline(scale=4, border=2)),
        confirmed=confirmed,
        learners=[each for each in learners_of(teaching.id) if each.name],
        co_teachers=co_teachers_of(teaching.id),
        files=files_of(teaching.id),
        below=queries.below(teaching),
        reason=next((each.note for each in reversed(events) if each.verb == "return"), ""),
        events=events,
        labels=EVENT_LABELS,
        may_change=is_own and teaching.state in OPEN,
        may_withdraw=is_own and teaching.state in OPEN | {TeachingState.SENT},
        may_show=may_show,
        may_ask=may_show and not is_over,
        problems=problems or [],
        most=MOST_FILES,
        kinds=list(EvidenceKind),
    )
    return not_stored(response)


def own_teaching_of(link: SignedLink, teaching: str) -> Teaching | None:
    """One that they reported themselves."""
    found, member = teaching_of(link, teaching), member_of_link(link)
    return found if found and member and found.lead_id in people_of(member.id) else None


def _back(link: SignedLink, teaching: Teaching) -> Response:
    return see_other(url_for("own_teachings.teaching", key=link.key, teaching=teaching.key))


@bp.post("/t/<key>/mengajar/<teaching>/kirim")
@by_link(OWN, on=own_teaching_of)
def send(link: SignedLink, teaching: Teaching) -> Response:
    try:
        operations.send_report(teaching, TapForm().revision, now())
    except Refused as refusal:
        return _teaching(link, teaching_by_id(teaching.id), 422, [str(refusal)])
    flash(_("Sent. The office looks at it."))
    return _back(link, teaching)


@bp.post("/t/<key>/mengajar/<teaching>/tarik")
@by_link(OWN, on=own_teaching_of)
def withdraw(link: SignedLink, teaching: Teaching) -> Response:
    try:
        operations.withdraw_report(teaching, TapForm().revision, now())
    except Refused as refusal:
        return _teaching(link, teaching_by_id(teaching.id), 422, [str(refusal)])
    flash(_("Withdrawn. It is counted nowhere any more."))
    return _back(link, teaching)


def opens(key: str, teaching: str) -> bool:
    """Whether the link of an address is open in this browser, and the teaching is theirs."""
    try:
        link = current_app.extensions[HOLDERS](key)
    except NoLink:
        return False
    return link.purpose == OWN and own_teaching_of(link, teaching) is not None


@bp.post("/t/<key>/mengajar/<teaching>/bukti")
@by_link(OWN, on=own_teaching_of)
@takes_files_where(opens)
def add_files(link: SignedLink, teaching: Teaching) -> Response:
    problems, chosen = [], False
    for kind in EvidenceKind:
        for file in sent_files(kind.value)[:MOST_FILES]:
            chosen = True
            try:
                keep_file(store(), teaching, kind, content_of(file), now())
            except Refused as refusal:
                problems.append(str(refusal))
    if not chosen:
        problems.append(_("Choose a photo first."))
    if problems:
        return _teaching(link, teaching_by_id(teaching.id), 422, problems)
    return _back(link, teaching)


@bp.get("/t/<key>/mengajar/bukti/<file>")
@by_link(OWN, on=own_file_of)
def file(link: SignedLink, file: EvidenceFile) -> Response:
    return private_picture(path_of(file.key), file.kind.value)


@bp.post("/t/<key>/mengajar/bukti/<file>/hapus")
@by_link(OWN, on=own_file_of)
def drop(link: SignedLink, file: EvidenceFile) -> Response:
    teaching = teaching_by_id(file.teaching_id)
    if TapForm().revision != teaching.revision:
        return _teaching(link, teaching, 422, [str(changed_meanwhile())])
    try:
        drop_file(store(), file)
    except Refused as refusal:
        return _teaching(link, teaching, 422, [str(refusal)])
    return _back(link, teaching)
