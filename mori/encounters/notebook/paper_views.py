"""What is taken away: the note, its reminders, the letter, and the file. Nothing of it is kept."""

from dataclasses import replace

from flask import Blueprint, Response, request
from flask_babel import gettext as _

from mori.access.guard import public
from mori.core.clock import now
from mori.core.errors import Refused
from mori.web.files import file_name, takes_digests
from mori.web.i18n import locale

from ..clocks.reminders_rules import coming, reminders
from ..clocks.rules import Reading
from ..letters import prints, words
from ..letters.rules import missing_in
from ..rules import MOST_PROOFS, Note, written
from . import desk, forms
from .rules import is_harm
from .views import carried, keep_nothing, off_since, overview, shown_page, today

bp = Blueprint("encounter_papers", __name__)
bp.after_request(keep_nothing)
MORE_PROOFS = 2  # empty rows below those that are filled
MEDIA = {
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
    "json": "application/json",
    "ics": "text/calendar; charset=utf-8",
}


def taken(content: str | bytes, name: str, kind: str) -> Response:
    """A file to keep; its name says nothing of what is in it."""
    response = Response(content, content_type=MEDIA[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name(name)}.{kind}"'
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _wanted(*offered: str) -> str:
    wanted = request.form.get("sebagai", offered[0])
    if wanted not in offered:
        raise Refused(_("Choose one of those offered."))
    return wanted


@bp.post("/catatan/simpan")
@public
def take() -> Response:
    """The note itself, or its days for a calendar."""
    note = carried()
    if _wanted("json", "ics") == "json":
        return taken(written(note, today()), f"catatan {today()}", "json")
    read = desk.shown(note, today(), off_since(note)).clocks
    if not coming(read):
        raise Refused(_("There is no day to remind you of yet."))
    return taken(reminders(note, read, _named, now()), "pengingat", "ics")


def _named(reading: Reading) -> str:
    name, article = reading.clock.names[locale()], reading.clock.article
    return str(_("Service note: %(what)s (%(article)s)", what=name, article=article))


@bp.post("/catatan/surat")
@public
def letter() -> Response:
    note = carried()
    if is_harm(note):
        return shown_page("help", note)
    form = forms.LetterForm(formdata=None)
    form.day.data = today()
    return _letter(note, form)


def _letter(note: Note, form: forms.LetterForm, status: int = 200) -> Response:
    asked = forms.NoteForm(formdata=None)
    missing = [asked[name].label.text for name in missing_in(note)]
    return shown_page("letter", note, status, form=form, missing=missing)


@bp.post("/catatan/surat/buat")
@public
def make_letter() -> Response:
    note, form = carried(), forms.LetterForm()
    if is_harm(note):
        return shown_page("help", note)
    if not form.validate() or missing_in(note):
        return _letter(note, form, 422)
    said, wanted = form.letter, _wanted("pdf", "txt", "wa")
    if wanted == "pdf":
        return taken(prints.letter_pdf(said, note, now()), "surat pengaduan", "pdf")
    if wanted == "txt":
        text = "\n".join(words.letter_lines(said, note))
        return taken(text + "\n", "surat pengaduan", "txt")
    return shown_page("message", note, text=words.whatsapp(said, note))


@bp.post("/catatan/berkas")
@public
def dossier() -> Response:
    note = carried()
    return _dossier(note, forms.FileForm(formdata=None))


def _dossier(note: Note, form: forms.FileForm, status: int = 200) -> Response:
    found = desk.shown(note, today(), off_since(note), form.identity)
    rows = min(len(note.proofs) + MORE_PROOFS, MOST_PROOFS)
    columns = forms.PROOF_COLUMNS
    return shown_page("file", note, status, form=form, shown=found, rows=rows, columns=columns)


@bp.post("/catatan/berkas/buat")
@public
@takes_digests
def make_dossier() -> Response:
    form = forms.FileForm()
    note = replace(carried(), proofs=forms.proofs_sent())
    if not form.validate():
        return _dossier(note, form, 422)
    wanted = _wanted("lihat", "pdf", "txt", "json", "catatan")
    if wanted == "lihat":
        return _dossier(note, form)
    if wanted == "catatan":
        return overview(note)
    if wanted == "json":
        return taken(written(note, today()), f"catatan {today()}", "json")
    found = desk.shown(note, today(), off_since(note), form.identity)
    given = (note, form.identity, found.ready, found.clocks)
    if wanted == "txt":
        return taken(prints.file_text(*given), "berkas", "txt")
    return taken(prints.file_pdf(*given, now()), "berkas", "pdf")
