"""What becomes of an application, for whoever wrote it: under its link, without an account."""

from flask import Blueprint, Response, request
from flask_babel import gettext as _

from mori.access.guard import public
from mori.core.clock import now
from mori.core.errors import Refused
from mori.core.files.kinds import FilePurpose, require_size
from mori.core.sheets.sheets import KINDS, first_rows
from mori.web.files import sent_files, takes_files_where
from mori.web.render import see_other

from ..applying.queries import applicants_of
from ..applying.views import said_of
from . import forms, operations
from .views import application_of, opens, show_status, url_of

bp = Blueprint("application_status", __name__)
NAMES_FILE = FilePurpose("names", "", "", KINDS, 1_000_000)
MOST_FILE_ROWS = 200


@bp.post("/daftar/<signed>/tarik")
@public
def withdraw(signed: str) -> Response:
    """Take one back, or all of them."""
    application, key = application_of(signed), request.form.get("orang", "")
    applicants = applicants_of(application.id)
    chosen = [each for each in applicants if key in (each.key, "semua")]
    if not chosen:
        return show_status(application, 422, [_("Choose who takes the application back.")])
    is_done = operations.withdraw(chosen, now())
    return see_other(url_of(application, kabar="tarik" if is_done else []))


@bp.post("/daftar/<signed>/nama")
@public
@takes_files_where(opens)
def hand_in_names(signed: str) -> Response:
    """A school's names, for the places that it was granted: as lines, or as a file of them."""
    application, form = application_of(signed), forms.NamesForm()
    try:
        _read_file(form)
    except Refused as refusal:
        form.refuse(refusal)
        return show_status(application, 422, names=form)
    if not form.validate():
        return show_status(application, 422, names=form)
    try:
        operations.hand_in_names(application, form.named, now())
    except Refused as refusal:
        form.refuse(refusal)
        return show_status(application, 422, names=form)
    return see_other(url_of(application, kabar=said_of(form, "nama")))


def _read_file(form: forms.NamesForm) -> None:
    """Take the names from a file, unless there are some in the field: then one has to go."""
    files = sent_files("file")
    if not files:
        return
    if form.names.data:
        raise Refused(
            _(
                "There are names in the field and a file beside it. Empty the field, or send "
                "no file."
            )
        )
    content = files[0].stream.read(NAMES_FILE.most_bytes + 1)
    require_size(len(content), NAMES_FILE)
    form.take(first_rows(content, MOST_FILE_ROWS))
