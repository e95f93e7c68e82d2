"""Institutions' own forms: what placeholders there are, keeping a file, getting it back filled."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.core.files.kinds import FileKind, FilePurpose
from mori.core.files.store import StoreAway
from mori.core.filling.asking import fill
from mori.institutions.models import Institution
from mori.institutions.queries import institution_by_id, standing_by_key
from mori.placements.queries import placement_by_key
from mori.uploads.forms import WithUpload
from mori.uploads.intake import upload_sent
from mori.uploads.models import Upload
from mori.uploads.operations import drop_upload
from mori.uploads.queries import open_upload
from mori.web.asked import after, next_page
from mori.web.files import attached, attached_file, sent_files, store, takes_files
from mori.web.render import page, see_other

from . import forms, operations, queries
from .desk import examples, values_of
from .models import OwnForm
from .rules import LISTS, NUMBERED, PURPOSE, TEXTS

bp = Blueprint("own_forms", __name__)
FILES = FilePurpose(PURPOSE, "own_form.send", "own_forms.own_forms", (FileKind.DOCX, FileKind.XLSX))


@bp.get("/formulir-lembaga")
@may("own_form.list")
def own_forms() -> Response:
    found = queries.forms_of_office(current_user.office_id, *(after(int) or ()))
    rows, more = next_page(found, queries.PAGE, lambda row: (row.id,))
    return page("campus/own_forms/list.html", here="interns", rows=rows, more=more)


@bp.get("/formulir-lembaga/isian")
@may("own_form.list")
def placeholders() -> Response:
    return page(
        "campus/own_forms/placeholders.html",
        here="interns",
        texts=[*TEXTS, *NUMBERED],
        lists=LISTS,
    )


@bp.get("/lembaga/<key>/formulir")
@may("own_form.make", on=standing_by_key)
def new_form(institution: Institution) -> Response:
    return _new(institution, forms.OwnFormForm(formdata=None))


def _new(institution: Institution, form: forms.OwnFormForm, status: int = 200) -> Response:
    return page(
        "campus/own_forms/new.html",
        status=status,
        here="interns",
        institution=institution,
        form=form,
        purpose=FILES,
        upload=open_upload(current_user.person_id, FILES.name, now()),
    )


@bp.post("/lembaga/<key>/formulir")
@may("own_form.make", on=standing_by_key)
@takes_files
def make(institution: Institution) -> Response:
    form, at, person_id = forms.OwnFormForm(), now(), current_user.person_id
    known = queries.version_by_token(_token(form, institution.id))
    if known:
        return see_other(url_for("own_forms.own_form", key=known.form.key))
    if not form.validate():
        return _new(institution, form, 422)
    try:
        upload = _tried_upload(form, at)
        token = _token(form, institution.id)
        made = operations.add_form(institution, form.name.data, upload, token, person_id, at)
    except Refused as refusal:
        form.refuse(refusal)
        return _new(institution, form, 422)
    flash(_("The form is kept. Every placeholder in it is known."))
    return see_other(url_for("own_forms.own_form", key=made.key))


def _token(form: WithUpload, about: int) -> str:
    return token_for(form.token.data, current_user.person_id, about)


def _tried_upload(form: WithUpload, at: dt.datetime) -> Upload:
    """The file that was sent, once it was filled in with examples; a wrong one is dropped."""
    sent = (sent_files("file"), form.upload.data, form.token.data)
    upload = upload_sent(store(), current_user.person_id, FILES, *sent, at)
    try:
        fill(store().get(upload.path) or b"", upload.kind, examples())
    except StoreAway:
        raise
    except Refused:
        drop_upload(store(), upload, at)
        raise
    return upload


@bp.get("/formulir-lembaga/<key>")
@may("own_form.read", on=queries.form_by_key)
def own_form(form: OwnForm) -> Response:
    return _own_form(form, forms.FileForm(formdata=None))


def _own_form(form: OwnForm, sending: forms.FileForm, status: int = 200) -> Response:
    found = queries.students_for(form, after(dt.date.fromisoformat, int))
    students, more = next_page(found, queries.PAGE, lambda row: (row.ends_on, row.id))
    may_change = allowed(current_user, "own_form.change", form) and form.retired_at is None
    person_id = current_user.person_id
    return page(
        "campus/own_forms/form.html",
        status=status,
        here="interns",
        own_form=form,
        institution=form.institution.standing,
        versions=queries.versions_of(form),
        students=students if form.retired_at is None else [],
        more=more if form.retired_at is None else "",
        may_change=may_change,
        form=sending,
        purpose=FILES,
        upload=open_upload(person_id, FILES.name, now()) if may_change else None,
    )


@bp.post("/formulir-lembaga/<key>")
@may("own_form.change", on=queries.form_by_key)
@takes_files
def replace(form: OwnForm) -> Response:
    sending, at = forms.FileForm(), now()
    token = _token(sending, form.id)
    if queries.version_by_token(token):
        return see_other(url_for("own_forms.own_form", key=form.key))
    try:
        upload = _tried_upload(sending, at)
        operations.replace_file(form, upload, token, current_user.person_id, at)
    except Refused as refusal:
        sending.refuse(refusal)
        return _own_form(form, sending, 422)
    flash(_("The form is kept. Every placeholder in it is known."))
    return see_other(url_for("own_forms.own_form", key=form.key))


@bp.post("/formulir-lembaga/<key>/berhenti")
@may("own_form.change", on=queries.form_by_key)
def retire(form: OwnForm) -> Response:
    operations.retire_form(form, current_user.person_id, now())
    flash(_("The form is put away."))
    return see_other(url_for("own_forms.own_form", key=form.key))


@bp.get("/formulir-lembaga/<key>/berkas.unduh")
@may("own_form.read", on=queries.form_by_key)
def file(form: OwnForm) -> Response:
    """The file as it was brought."""
    upload = queries.versions_of(form)[0].upload
    return attached_file(upload.path, upload.kind, form.name)


@bp.get("/formulir-lembaga/<key>/isi.unduh")
@may("own_form.read", on=queries.form_by_key)
def filled(form: OwnForm) -> Response:
    """Filled in for the student in ``?peserta=``, one of the institution's."""
    key = request.args.get("peserta", "")
    placement = placement_by_key(key) if queries.is_student_for(form, key) else None
    if placement is None or form.retired_at:
        return see_other(url_for("own_forms.own_form", key=form.key))
    upload = queries.versions_of(form)[0].upload
    body = fill(store().get(upload.path) or b"", upload.kind, values_of(placement, now()))
    return attached(body, upload.kind, form.name, placement.person.name)


def institution_part(ids: Collection[int]) -> dict[str, Any] | None:
    """For the page of an institution: its own forms."""
    institution = institution_by_id(list(ids)[0])
    return {
        "institution": institution,
        "own_forms": queries.forms_in_use(ids),
        "may_make": allowed(current_user, "own_form.make", institution),
    }
