"""Letters of a reply: made, numbered, signed, opened; and how an office words them."""

from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may, public
from mori.accounts.queries import person_by_id
from mori.accounts.rules import normal_email
from mori.accounts.views import is_code_wanted, refused_code
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.core.files.kinds import FileKind, FilePurpose
from mori.institutions.queries import contacts_of
from mori.uploads.intake import upload_sent
from mori.uploads.queries import open_upload
from mori.web.asked import today
from mori.web.files import attached_file, sent_files, store, takes_files
from mori.web.render import page, see_other

from ..desk.views import post
from ..models import Application
from ..queries import application_to_read
from . import forms, operations, queries
from .letters import key_in
from .models import SIGNED_FILES, ReplyLetter
from .rules import KNOWN, LetterKind
from .words import standard_text

bp = Blueprint("letters", __name__)
PURPOSE = FilePurpose(SIGNED_FILES, "letter.make", "desk.applicants", (FileKind.PDF,))


def application_part(application: Application) -> dict[str, Any]:
    """On the page of an application: its letters, and the way to a new one."""
    return {
        "application": application,
        "letters": queries.letters_of(application.id),
        "may_make": allowed(current_user, "letter.change", application),
    }


@bp.get("/permohonan/<key>/surat")
@may("letter.change", on=application_to_read)
def making(application: Application) -> Response:
    form = forms.fresh()
    found = application.institution
    contacts = contacts_of(found.standing) if found else []
    form.copy_to.data = next((each.email for each in contacts if each.email), "")
    return _making(application, form)


def _making(application: Application, form: forms.MakeForm, status: int = 200) -> Response:
    return page(
        "applications/letters/making.html",
        status=status,
        here="interns",
        application=application,
        form=form,
    )


@bp.post("/permohonan/<key>/surat")
@may("letter.change", on=application_to_read)
def make(application: Application) -> Response:
    form = forms.MakeForm()
    if not form.validate():
        return _making(application, form, 422)
    wanted = operations.Wanted(
        LetterKind(form.kind.data),
        form.locale.data,
        form.day.data,
        normal_email(form.copy_to.data) or "",
        form.reason.data,
        form.reason.data,
    )
    token = token_for(form.token.data, application.id, *wanted)
    try:
        made = operations.make_letter(application, wanted, token, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _making(application, form, 422)
    return see_other(url_for("letters.letter", key=made.key))


@bp.get("/permohonan/surat/<key>")
@may("letter.read", on=queries.letter_by_key)
def letter(letter: ReplyLetter) -> Response:
    return show(letter)


def show(letter: ReplyLetter, status: int = 200, **sent: Any) -> Response:
    """The page of a letter, with whichever form was sent back."""
    fresh: dict[str, Any] = {
        "number": forms.NumberForm(formdata=None, day=today()),
        "sign": forms.SignForm(formdata=None),
        "signed": forms.SignedForm(formdata=None),
    }
    return page(
        "applications/letters/letter.html",
        status=status,
        here="interns",
        letter=letter,
        may_change=allowed(current_user, "letter.change", letter),
        may_sign=allowed(current_user, "letter.sign", letter),
        asks_code=is_code_wanted(person_by_id(current_user.person_id)),
        purpose=PURPOSE,
        upload=open_upload(current_user.person_id, PURPOSE.name, now()),
        **fresh | sent,
    )


@bp.post("/permohonan/surat/<key>/nomor")
@may("letter.change", on=queries.letter_by_key)
def type_number(letter: ReplyLetter) -> Response:
    form = forms.NumberForm()
    if not form.validate():
        return show(letter, 422, number=form)
    said = (form.number.data, form.day.data)
    try:
        operations.type_number(letter, *said, current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return show(letter, 422, number=form)
    return see_other(url_for("letters.letter", key=letter.key))


@bp.post("/permohonan/surat/<key>/tanda-tangan")
@may("letter.sign", on=queries.letter_by_key)
def sign(letter: ReplyLetter) -> Response:
    form, person = forms.SignForm(), person_by_id(current_user.person_id)
    refused = refused_code(person, form.code.data, now()) if is_code_wanted(person) else ""
    if refused:
        form.code.errors = [refused]
        return show(letter, 422, sign=form)
    operations.sign_letter(letter, person.id, now())
    flash(_("Signed. It goes out as soon as its PDF is made."))
    return see_other(url_for("letters.letter", key=letter.key))


@bp.post("/permohonan/surat/<key>/bertanda")
@may("letter.change", on=queries.letter_by_key)
@takes_files
def keep_signed(letter: ReplyLetter) -> Response:
    form, person_id, at = forms.SignedForm(), current_user.person_id, now()
    try:
        sent = (sent_files("file"), form.upload.data, form.token.data)
        upload = upload_sent(store(), person_id, PURPOSE, *sent, at)
        operations.keep_signed(letter, upload, person_id, post(), at)
    except Refused as refusal:
        form.validate()
        form.refuse(refusal)
        return show(letter, 422, signed=form)
    flash(_("Signed. Exactly this file is the letter from now on."))
    return see_other(url_for("letters.letter", key=letter.key))


@bp.post("/permohonan/surat/<key>/buang")
@may("letter.change", on=queries.letter_by_key)
def drop(letter: ReplyLetter) -> Response:
    operations.drop_letter(letter, current_user.person_id, now())
    flash(_("Dropped. Its number is not given again."))
    return see_other(url_for("desk.application", key=letter.application.key))


@bp.get("/permohonan/surat/<key>/surat.unduh")
@may("letter.read", on=queries.letter_by_key)
def download(letter: ReplyLetter) -> Response:
    if not letter.is_made and not letter.signed_file:
        return see_other(url_for("letters.letter", key=letter.key))
    return _file(letter)


def _file(letter: ReplyLetter) -> Response:
    if not letter.is_made and not letter.signed_file:
        abort(404)
    return attached_file(letter.path, FileKind.PDF, "surat", letter.number)


@bp.get("/surat-balasan/<code>")
@public
def opened(code: str) -> Response:
    """The PDF for whoever got its link by mail, once it was signed."""
    key = key_in(current_app.config["SETTINGS"].key, code.removesuffix(".pdf"))
    letter = queries.letter_by_key(key) if key else None
    if letter is None or not letter.state.is_signed:
        abort(404)
    return _file(letter)


@bp.get("/permohonan/kata-surat")
@may("letter.make")
def wordings() -> Response:
    return _wordings(None)


def _wordings(sent: forms.WordingForm | None, status: int = 200) -> Response:
    locale = "en" if request.args.get("bahasa") == "en" else "id"
    rows = []
    for kind in LetterKind:
        own = queries.wording_of(current_user.office_id, kind, locale)
        text = own.text if own else standard_text(kind, locale)
        seen = own.revision if own else 0
        form = forms.WordingForm(
            formdata=None, kind=kind.value, locale=locale, seen=seen, text=text
        )
        rows.append((kind, sent if sent and sent.kind.data == kind.value else form))
    return page(
        "applications/letters/wordings.html",
        status=status,
        here="interns",
        rows=rows,
        places=[f"{{{name}}}" for name in sorted(KNOWN)],
        locale=locale,
    )


@bp.post("/permohonan/kata-surat")
@may("letter.make")
def word() -> Response:
    form = forms.WordingForm()
    kinds = {each.value: each for each in LetterKind}
    if form.kind.data not in kinds or form.locale.data not in ("id", "en"):
        return see_other(url_for("letters.wordings"))
    if not form.validate():
        return _wordings(form, 422)
    try:
        operations.word_letters(
            current_user.office_id,
            kinds[form.kind.data],
            form.locale.data,
            form.text.data,
            form.seen.data or 0,
        )
    except Refused as refusal:
        form.refuse(refusal)
        return _wordings(form, 409)
    flash(_("Saved."))
    return see_other(url_for("letters.wordings", bahasa=form.locale.data))
