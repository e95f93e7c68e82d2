"""The minutes of an event, for its office: reading, writing, publishing, printing."""

from typing import Any

from flask import Blueprint, Response, abort, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import local_date, now
from mori.core.errors import Refused
from mori.core.files.documents import make_pdf
from mori.web.files import pdf_file
from mori.web.i18n import locale
from mori.web.render import page, see_other

from ..models import Event
from ..queries import event_by_key
from ..rules import state_on
from . import operations, queries
from .desk import shown_minutes
from .forms import MinutesForm, SeenForm
from .models import Minutes
from .prints import minutes_content
from .rules import MinutesState

bp = Blueprint("event_minutes", __name__)
HERE = "network"


def event_part(event: Event) -> dict[str, Any] | None:
    """On the page of an event: its minutes, or the way to write them."""
    published, draft = queries.published_of(event.id), queries.draft_of(event.id)
    may_write = _may_write(event)
    if not published and not may_write:
        return None
    return {"event": event, "published": published, "draft": draft, "may_write": may_write}


def _may_write(event: Event) -> bool:
    stands = state_on(event, local_date(now(), event.office.zone))
    return allowed(current_user, "minutes.write", event) and stands in operations.WRITTEN_IN


def _asked(event: Event) -> Minutes | None:
    """The version of the address, else the one that stands, else the draft of who may write."""
    may_write = allowed(current_user, "minutes.write", event)
    number = request.args.get("versi", "")
    if number:
        is_number = number.isascii() and number.isdecimal() and len(number) < 4
        found = queries.version_of(event.id, int(number)) if is_number else None
        is_seen = found and (may_write or found.state is not MinutesState.DRAFT)
        return found if is_seen else abort(404)
    return queries.published_of(event.id) or (queries.draft_of(event.id) if may_write else None)


@bp.get("/kegiatan/<key>/notulen")
@may("minutes.read", on=event_by_key)
def minutes(event: Event) -> Response:
    return _read(event)


def _read(event: Event, status: int = 200, problem: str = "") -> Response:
    found, may_write = _asked(event), _may_write(event)
    versions = [
        each
        for each in queries.versions_of(event.id)
        if may_write or each.state is not MinutesState.DRAFT
    ]
    return page(
        "events/minutes/minutes.html",
        status=status,
        here=HERE,
        event=event,
        shown=shown_minutes(found, event, now()) if found else None,
        versions=versions,
        draft=queries.draft_of(event.id) if may_write else None,
        may_write=may_write,
        problem=problem,
    )


@bp.get("/kegiatan/<key>/notulen.pdf")
@may("minutes.read", on=event_by_key)
def minutes_pdf(event: Event) -> Response:
    return printed(event, _asked(event) or abort(404))


def printed(event: Event, minutes: Minutes) -> Response:
    content = minutes_content(event, shown_minutes(minutes, event, now()), locale(), now())
    body = make_pdf("events/minutes", content, now())
    return pdf_file(body, _("minutes of the event"), event.name, event.starts_on)


@bp.get("/kegiatan/<key>/notulen/tulis")
@may("minutes.write", on=event_by_key)
def writing(event: Event) -> Response:
    """The draft, or what stands, to be made the next version."""
    draft = queries.draft_of(event.id)
    source = draft or queries.published_of(event.id)
    known = {"seen": str(draft.revision if draft else 0)}
    if source:
        decisions = queries.decisions_of(source.id)
        known |= {"text": source.text, "decisions": "\n".join(decisions)}
    return _writing(event, MinutesForm(formdata=None, data=known))


@bp.post("/kegiatan/<key>/notulen/tulis")
@may("minutes.write", on=event_by_key)
def write(event: Event) -> Response:
    form = MinutesForm()
    if not form.validate():
        return _writing(event, form, 422)
    said = (form.text.data or "", form.decided, form.revision)
    try:
        kept = operations.write_minutes(event, *said, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _writing(event, form, 422, is_stale=True)
    flash(_("Saved as a draft."))
    return see_other(_url(event, kept.version))


def _url(event: Event, version: int) -> str:
    return url_for("event_minutes.minutes", key=event.key) + f"?versi={version}"


def _writing(
    event: Event, form: MinutesForm, status: int = 200, *, is_stale: bool = False
) -> Response:
    """With what somebody else wrote meanwhile, whoever sends it again has seen both."""
    other = queries.draft_of(event.id) if is_stale else None
    if other:
        form.seen.data = str(other.revision)
    return page(
        "events/minutes/writing.html",
        status=status,
        here=HERE,
        event=event,
        form=form,
        other=other,
        other_decisions=queries.decisions_of(other.id) if other else [],
    )


@bp.post("/kegiatan/<key>/notulen/terbit")
@may("minutes.write", on=event_by_key)
def publish(event: Event) -> Response:
    form = SeenForm()
    try:
        kept = operations.publish_minutes(event, form.revision, current_user.person_id, now())
    except Refused as refusal:
        return _read(event, 422, str(refusal))
    flash(_("Published. Whoever was there can read it by the link of the invitation."))
    return see_other(_url(event, kept.version))
