"""Files of a case: from the person's page and from officers, and how officers look at them."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, jsonify, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may, public
from mori.core.clock import now
from mori.core.errors import Refused
from mori.core.files.images import Purpose, shrunk
from mori.core.files.store import StoreAway
from mori.safeguarding.alerts.models import Alert, Tap
from mori.safeguarding.alerts.views import alert_by_key, keep_no_copy
from mori.safeguarding.receipts.views import way_out
from mori.uploads.forms import INCOMPLETE, UploadForm
from mori.uploads.operations import GoOnAt
from mori.web.files import sent_files, store, takes_evidence
from mori.web.render import page, see_other

from ..desk.desk import Opened
from ..desk.views import case_by_key
from ..thread.operations import note_readings
from ..thread.queries import is_readable_to_server, not_read
from ..thread.views import for_the_person, has_thread
from . import forms, operations, queries
from .desk import Exhibit
from .models import Evidence
from .rules import MOST_BYTES, Wanted

bp = Blueprint("evidence", __name__)
bp.after_request(keep_no_copy)


# --- the person's side ------------------------------------------------------------------------


def evidence_link(tap: Tap) -> dict[str, Any] | None:
    """On the page after a tap, beside the messages."""
    return {"code": tap.code} if has_thread(tap) else None


@bp.get("/c/<code>/bukti")
@public
@for_the_person
def files(tap: Tap) -> Response:
    return _show(tap, forms.EvidenceForm(formdata=None))


@bp.post("/c/<code>/bukti")
@public
@takes_evidence
@for_the_person
def send(tap: Tap) -> Response:
    form = forms.EvidenceForm()
    if not form.validate():
        return _show(tap, form, 422)
    try:
        _hand_in(tap.alert, None, form)
    except StoreAway:
        raise
    except Refused as refusal:
        form.refuse(refusal)
        return _show(tap, form, 422)
    return see_other(url_for("evidence.files", code=tap.code))


def _show(tap: Tap, form: forms.EvidenceForm, status: int = 200) -> Response:
    office = tap.alert.office
    sent = [each for each in queries.evidence_of(tap.alert_id) if each.author_id is None]
    return page(
        "cases/evidence/files.html",
        status=status,
        here="c",
        code=tap.code,
        sent=sent,
        form=form,
        wanted=Wanted(),
        is_readable_to_server=is_readable_to_server(tap.alert, now()),
        way_out=way_out(),
        there=str(office.zone if office else current_app.config["SETTINGS"].zone),
    )


@bp.post("/c/<code>/bukti/berkas")
@public
@for_the_person
def begin(tap: Tap) -> Response:
    """Where static/pieces.js asks for room, before it sends a file in pieces."""
    form = UploadForm()
    if not form.validate():
        return _refused(422, INCOMPLETE)
    size, digest, token = form.bytes.data or 0, form.digest.data or "", form.token.data
    return _said(lambda: operations.begin_evidence(tap.alert, None, size, digest, token, now()))


@bp.post("/c/<code>/bukti/berkas/<upload>/potongan")
@public
def add_piece(code: str, upload: str) -> Response:
    return _of_upload(code, upload, _kept_piece)


def _kept_piece(evidence: Evidence) -> Evidence:
    offset, sent = request.args.get("dari", -1, type=int), sent_files("piece")
    content = sent[0].stream.read() if sent else b""
    server = current_app.config["SECRET_KEY"]
    evidence.received_bytes = operations.keep_piece(
        store(), evidence, offset, content, server, now()
    )
    return evidence


@bp.post("/c/<code>/bukti/berkas/<upload>/selesai")
@public
def finish(code: str, upload: str) -> Response:
    return _of_upload(code, upload, _whole)


def _whole(evidence: Evidence) -> Evidence:
    if not evidence.is_whole:
        raise GoOnAt(evidence.received_bytes)
    return evidence


@bp.post("/c/<code>/bukti/berkas/<upload>/batal")
@public
def cancel(code: str, upload: str) -> Response:
    return _of_upload(code, upload, _dropped)


def _dropped(evidence: Evidence) -> Evidence:
    operations.drop_evidence(store(), evidence)
    return evidence


def _of_upload(code: str, upload: str, do: Callable[[Evidence], Evidence]) -> Response:
    """One step of a file that is on its way from the person."""

    @for_the_person
    def step(tap: Tap) -> Response:
        evidence = queries.open_evidence(upload, tap.alert_id, now())
        if evidence is None or evidence.author_id is not None:
            abort(404)
        return _said(lambda: do(evidence))

    return step(code)


def _said(do: Callable[[], Evidence]) -> Response:
    """How far a file is, or in words why it goes no further."""
    try:
        found = do()
    except GoOnAt as place:
        key = (request.view_args or {}).get("upload")
        return _refused(409, place, key=key, received=place.received_bytes)
    except StoreAway as away:
        return _refused(503, away)
    except Refused as refusal:
        return _refused(422, refusal)
    is_whole = request.endpoint == "evidence.finish"
    return jsonify(key=found.key, received=found.received_bytes, whole=is_whole)


def _refused(status: int, why: object, **more: object) -> Response:
    response = jsonify(why=str(why), **more)
    response.status_code = status
    return response


# --- both -------------------------------------------------------------------------------------


def _hand_in(alert: Alert, author_id: int | None, form: forms.EvidenceForm) -> None:
    """The file of a form, whichever way it came."""
    at, server = now(), current_app.config["SECRET_KEY"]
    if sent := sent_files("file"):
        content = sent[0].stream.read(MOST_BYTES + 1)
        found = operations.receive_whole(
            store(), alert, author_id, content, form.token.data, server, at
        )
    else:
        found = _received(alert, author_id, form.upload.data)
    address = current_app.config["SETTINGS"].address
    operations.hand_in(found, alert, form.text.data, server, at, address)


def _received(alert: Alert, author_id: int | None, key: str) -> Evidence:
    found = queries.open_evidence(key, alert.id, now()) if key else None
    if found is None or found.author_id != author_id:
        raise Refused(_("Choose a file first."))
    return found


# --- the officers' side -----------------------------------------------------------------------


def evidence_in(opened: Opened) -> dict[str, Any] | None:
    """In an opened case: what there is, and the form for more."""
    found = queries.evidence_of(opened.alert.id)
    exhibits = [(each, opened.text_of(each.entry)) for each in found if each.entry]
    theirs = [each for each, words in exhibits if words is not None and each.author_id is None]
    sent = [each.entry for each in theirs if each.entry]
    if unread := not_read(sent):
        note_readings(unread, now())
    return {
        "alert": opened.alert,
        "exhibits": exhibits,
        "form": forms.EvidenceForm(formdata=None),
        "wanted": Wanted(),
    }


@bp.post("/jaga/<key>/bukti")
@may("case.add", on=alert_by_key)
@takes_evidence
def add(alert: Alert) -> Response:
    form = forms.EvidenceForm()
    is_valid = form.validate()
    if is_valid:
        try:
            _hand_in(alert, current_user.person_id, form)
            return see_other(url_for("cases.case", key=alert.key, _anchor="evidence"))
        except StoreAway:
            raise
        except Refused as refusal:
            form.refuse(refusal)
    return page(
        "cases/evidence/add.html",
        status=422,
        here="board",
        alert=alert,
        form=form,
        wanted=Wanted(),
    )


def exhibit_by_key(key: str) -> Exhibit | None:
    """A file of a case that this officer opens, which is recorded."""
    evidence = queries.evidence_by_key(key)
    opened = case_by_key(evidence.alert.key) if evidence else None
    return Exhibit(evidence, opened) if evidence and opened else None


@bp.get("/jaga/bukti/<key>/asli.unduh")
@may("case.read", on=exhibit_by_key)
def original(exhibit: Exhibit) -> Response:
    """The file as it was sent, to be kept and never shown as a page."""
    content = _content_of(exhibit)
    if isinstance(content, Response):
        return content
    kind = exhibit.evidence.kind
    response = Response(content, mimetype="application/octet-stream")
    name = f"bukti-{exhibit.evidence.key}.{kind.value}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return _closed(response)


@bp.get("/jaga/bukti/<key>/bersih.unduh")
@may("case.read", on=exhibit_by_key)
def cleaned(exhibit: Exhibit) -> Response:
    """A picture made anew from its pixels: without place, time and camera, and harmless."""
    if not exhibit.evidence.kind.is_picture:
        abort(404)
    content = _content_of(exhibit)
    if isinstance(content, Response):
        return content
    picture = shrunk(content, Purpose.LOOK)
    response = Response(picture.content, mimetype="image/webp")
    response.headers["Content-Disposition"] = "inline"
    return _closed(response)


def _content_of(exhibit: Exhibit) -> bytes | Response:
    operations.note_looking(exhibit.evidence, current_user.person_id, now())
    content = exhibit.content(store())
    back = url_for("cases.case", key=exhibit.evidence.alert.key, _anchor="evidence")
    if content is None:
        flash(_("Your key does not open this file yet, or a piece of it is missing."), "warn")
        return see_other(back)
    if not exhibit.is_as_sent(content):
        flash(_("This file is not as its sender announced it. Ask them before you rely on it."))
        return see_other(back)
    return content


def _closed(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
