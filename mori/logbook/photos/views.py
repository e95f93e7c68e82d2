"""Photos: added to an entry that was sent, shown one by one on a tap, taken away again."""

from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.files.images import NoPicture
from mori.core.files.keeping import figure_of
from mori.web.files import content_of, private_picture, sent_files, store, takes_files
from mori.web.phone import queue
from mori.web.render import page, see_other

from .. import forms, queries
from ..models import Entry
from ..views import entry_page
from . import operations
from . import queries as photo_queries
from .forms import INCOMPLETE, PhotoForm
from .intake import attach_all
from .models import EntryPhoto

bp = Blueprint("photos", __name__)


@bp.post("/logbook/foto")
@may("day.write")
@takes_files
def add_queued() -> Response:
    """One photo of a phone's queue, whose text was sent before with ``entry_token``."""
    form, files = PhotoForm(), sent_files("photo")
    if not form.validate() or len(files) != 1:
        return queue.refused(INCOMPLETE)
    token, day = form.entry_token.data, form.day.data
    entry = photo_queries.own_entry(current_user.person_id, token, day)
    if entry is None:
        return queue.unanswered(503)  # its text may still be on the way
    try:
        content = content_of(files[0])
        operations.attach_photo(store(), entry, form.token.data, content, form.purpose, now())
    except NoPicture as refusal:
        return queue.refused(refusal)
    return see_other(url_for("logbook.entry", key=entry.key))


@bp.post("/logbook/<key>/foto")
@may("entry.change", on=queries.entry_by_key)
@takes_files
def add_photos(entry: Entry) -> Response:
    form, files = forms.PhotosForm(), sent_files("photo")
    refusals = attach_all(store(), entry, files, form.purpose, now())
    if not files:
        refusals = [_("Choose a photo first.")]
    if refusals and queue.is_queued():
        return queue.refused(*refusals)
    if refusals:
        return entry_page(entry, 422, photo_refusals=refusals)
    return see_other(url_for("logbook.entry", key=entry.key))


def photo_to_read(key: str) -> EntryPhoto | None:
    """A photo, unless its entry was taken back from whoever asks."""
    photo = photo_queries.photo_by_key(key)
    return None if photo and photo.entry.is_hidden_from(current_user.person_id) else photo


@bp.get("/foto/<key>")
@may("entry.read", on=photo_to_read)
def photo(photo: EntryPhoto) -> Response:
    """The picture itself; a reviewer who loads it has seen it."""
    picture = private_picture(f"{operations.FOLDER}/{photo.key}", f"foto-{photo.position}")
    if photo.seen_at is None and allowed(current_user, "entry.review", photo):
        operations.mark_photo_seen(photo, now())
    return picture


@bp.get("/foto/<key>/lihat")
@may("entry.read", on=photo_to_read)
def show_photo(photo: EntryPhoto) -> Response:
    is_own = photo.person_id == current_user.person_id
    return page(
        "picture.html",
        "_picture.html",
        here="logbook" if is_own else "interns",
        picture=_shown(photo),
        whose="" if is_own else photo.entry.person.name,
        day=photo.entry.day,
        back=url_for("logbook.entry", key=photo.entry.key),
    )


def _shown(photo: EntryPhoto) -> dict[str, Any]:
    """What the picture's figure needs; in a row it may stand beside the same one in the pane."""
    place = "row" if request.args.get("di") == "row" else ""
    return figure_of(
        photo,
        "-".join(filter(None, ("photo", photo.key, place))),
        url_for("photos.photo", key=photo.key),
        _("Photo %(n)d", n=photo.position),
    )


@bp.post("/foto/<key>/hapus")
@may("entry.change", on=photo_queries.photo_by_key)
def remove_photo(photo: EntryPhoto) -> Response:
    operations.remove_photo(store(), photo, now())
    flash(_("The photo is removed."))
    return see_other(url_for("logbook.entry", key=photo.entry.key))
