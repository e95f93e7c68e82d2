"""Files that go up in pieces: where a page's script sends them (static/pieces.js).

It is answered in JSON that names the upload, so that nothing else is taken for an answer.
"""

from collections.abc import Callable

from flask import Blueprint, Response, abort, flash, jsonify, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.errors import Refused
from mori.core.files.kinds import FilePurpose
from mori.core.files.store import StoreAway
from mori.web.files import purpose_named, sent_files, store
from mori.web.render import see_other

from . import operations, queries
from .forms import INCOMPLETE, UploadForm
from .models import Upload
from .operations import GoOnAt, Promised

bp = Blueprint("uploads", __name__)


def upload_to_continue(key: str) -> Upload | None:
    return queries.upload_by_key(key, now())


@bp.post("/unggahan")
@may("self.change")
def begin() -> Response:
    """Who may is asked of the purpose."""
    form = UploadForm()
    purpose = purpose_named(form.purpose.data or "")
    if not form.validate() or purpose is None:
        return _refused(422, INCOMPLETE)
    if not allowed(current_user, purpose.action):
        abort(403)
    promised = Promised(form.name.data or "", form.bytes.data or 0, form.digest.data or "")
    person, token = current_user.person_id, form.token.data

    def begun() -> Response:
        return _stands(operations.begin_upload(person, purpose, promised, token, now()))

    return _said(begun)


@bp.post("/unggahan/<key>/potongan")
@may("upload.continue", on=upload_to_continue)
def add_piece(upload: Upload) -> Response:
    """As a form's file, which is read where all input is."""
    offset, sent = request.args.get("dari", -1, type=int), sent_files("piece")
    content = sent[0].stream.read() if sent else b""

    def added() -> Response:
        received = operations.keep_piece(store(), upload, offset, content, now())
        return jsonify(key=upload.key, received=received)

    return _said(added)


@bp.post("/unggahan/<key>/selesai")
@may("upload.continue", on=upload_to_continue)
def finish(upload: Upload) -> Response:
    if upload.is_whole:
        return _stands(upload)
    purpose = _purpose_of(upload)
    return _said(lambda: _stands(operations.finish_upload(store(), upload, purpose, now())))


@bp.post("/unggahan/<key>/batal")
@may("upload.continue", on=upload_to_continue)
def cancel(upload: Upload) -> Response:
    operations.drop_upload(store(), upload, now())
    flash(_("The file is taken back."))
    return see_other(url_for(_purpose_of(upload).page))


def _purpose_of(upload: Upload) -> FilePurpose:
    return purpose_named(upload.purpose) or abort(404)


def _stands(upload: Upload) -> Response:
    return jsonify(key=upload.key, received=upload.received_bytes, whole=upload.is_whole)


def _said(do: Callable[[], Response]) -> Response:
    """What came of it, in words where it is refused."""
    try:
        return do()
    except GoOnAt as place:
        key = (request.view_args or {}).get("key")
        return _refused(409, place, key=key, received=place.received_bytes)
    except StoreAway as away:
        return _refused(503, away)
    except Refused as refusal:
        return _refused(422, refusal)


def _refused(status: int, why: object, **more: object) -> Response:
    response = jsonify(why=str(why), **more)
    response.status_code = status
    return response
