from flask import Blueprint, Response, url_for
from flask_login import current_user

from mori.access.guard import may
from mori.core.clock import now
from mori.core.errors import Refused
from mori.core.files.kinds import FileKind, FilePurpose
from mori.uploads.forms import WithUpload
from mori.uploads.intake import upload_sent
from mori.uploads.queries import open_upload
from mori.web.fields import Line, needed
from mori.web.files import attached_file, sent_files, store, takes_files
from mori.web.render import page, see_other

from . import operations, queries
from .models import Sketch

bp = Blueprint("sketching", __name__)
PURPOSE = FilePurpose(
    "sketches", "sketch.hand", "sketching.sketches", (FileKind.PDF, FileKind.DOCX)
)


class SketchForm(WithUpload):
    """A file and its title."""

    title = Line("Title", [needed("Write its title.")], most=40)


@bp.get("/sketsa")
@may("sketch.hand")
def sketches() -> Response:
    return _sketches(SketchForm(formdata=None))


def _sketches(form: SketchForm, status: int = 200) -> Response:
    person = current_user.person_id
    return page(
        "sketching/sketches.html",
        status=status,
        here="sketching",
        form=form,
        purpose=PURPOSE,
        upload=open_upload(person, PURPOSE.name, now()),
        sketches=queries.sketches_of(person),
    )


@bp.post("/sketsa")
@may("sketch.hand")
@takes_files
def hand_in() -> Response:
    form, person, at = SketchForm(), current_user.person_id, now()
    if queries.sketch_by_token(form.token.data):
        return see_other(url_for("sketching.sketches"))
    try:
        sent = (sent_files("file"), form.upload.data, form.token.data)
        upload = upload_sent(store(), person, PURPOSE, *sent, at)
    except Refused as refusal:
        form.validate()
        form.refuse(refusal)
        return _sketches(form, 422)
    if not form.validate():
        return _sketches(form, 422)
    operations.hand_in_sketch(upload, form.title.data, form.token.data, at)
    return see_other(url_for("sketching.sketches"))


@bp.get("/sketsa/<key>/berkas.unduh")
@may("sketch.read", on=queries.sketch_by_key)
def file(sketch: Sketch) -> Response:
    return attached_file(sketch.upload.path, sketch.upload.kind, "sketsa", sketch.title)
