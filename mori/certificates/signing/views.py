"""Signing: the head's tap for one or many papers, and PDFs that were signed outside."""

from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.accounts.queries import person_by_id
from mori.accounts.views import is_code_wanted, refused_code
from mori.certificates.papers import queries
from mori.certificates.papers.models import SIGNED_FILES, Paper
from mori.certificates.papers.views import address, page_of
from mori.core.clock import now
from mori.core.errors import Refused
from mori.core.files.kinds import FileKind, FilePurpose
from mori.uploads.intake import upload_sent
from mori.uploads.queries import open_upload
from mori.web.files import sent_files, store, takes_files
from mori.web.render import page, see_other

from . import operations
from .forms import SignedForm, SignForm

bp = Blueprint("signing", __name__)

PURPOSE = FilePurpose(SIGNED_FILES, "paper.list", "certificates.papers", (FileKind.PDF,))


@bp.get("/sertifikat/tanda-tangan")
@may("paper.sign")
def to_sign() -> Response:
    return _to_sign(SignForm(formdata=None))


def _to_sign(form: SignForm, status: int = 200) -> Response:
    chosen = request.form.getlist("paper")
    return page(
        "certificates/signing/to_sign.html",
        status=status,
        here="interns",
        form=form,
        papers=queries.papers_to_sign(current_user.office_id),
        chosen=chosen,
        asks_code=is_code_wanted(person_by_id(current_user.person_id)),
    )


@bp.post("/sertifikat/tanda-tangan")
@may("paper.sign")
def sign() -> Response:
    """One tap for all that are chosen. Those signed by then, of a form sent twice, stay so."""
    form, keys = SignForm(), request.form.getlist("paper")[: queries.AT_ONCE]
    papers = queries.papers_keyed(current_user.office_id, keys)
    if not papers:
        form.form_errors.append(_("Choose at least one paper."))
        return _to_sign(form, 422)
    unsigned = [each for each in papers if each.state.is_unsigned and each.signing.is_in_mori]
    if not unsigned:
        return see_other(url_for("signing.to_sign"))
    person = person_by_id(current_user.person_id)
    refused = refused_code(person, form.code.data, now()) if is_code_wanted(person) else ""
    if refused:
        form.code.errors = [refused]
        return _to_sign(form, 422)
    operations.sign_papers(unsigned, person.id, now())
    flash(ngettext("%(num)d paper is signed.", "%(num)d papers are signed.", len(unsigned)))
    return see_other(url_for("signing.to_sign"))


def paper_part(paper: Paper) -> dict[str, Any] | None:
    """On the page of a paper: what it takes to be signed."""
    if not paper.state.is_unsigned:
        return None
    return _signing(paper, SignedForm(formdata=None))


def _signing(paper: Paper, form: SignedForm) -> dict[str, Any]:
    return {
        "paper": paper,
        "form": form,
        "may_sign": allowed(current_user, "paper.sign"),
        "purpose": PURPOSE,
        "upload": open_upload(current_user.person_id, PURPOSE.name, now()),
    }


@bp.get("/sertifikat/surat/<key>/bertanda")
@may("paper.change", on=queries.issued_paper_by_key)
def signed_file(paper: Paper) -> Response:
    if not _awaits_file(paper):
        return see_other(page_of(paper))
    return _signed_file(paper, SignedForm(formdata=None))


def _awaits_file(paper: Paper) -> bool:
    return paper.state.is_unsigned and paper.is_made and not paper.signing.is_in_mori


def _signed_file(paper: Paper, form: SignedForm, status: int = 200) -> Response:
    return page(
        "certificates/signing/signed_file.html",
        status=status,
        here="interns",
        **_signing(paper, form),
    )


@bp.post("/sertifikat/surat/<key>/bertanda")
@may("paper.change", on=queries.issued_paper_by_key)
@takes_files
def keep_signed(paper: Paper) -> Response:
    if not _awaits_file(paper):  # sent twice
        return see_other(page_of(paper))
    form, person_id, at = SignedForm(), current_user.person_id, now()
    try:
        sent = (sent_files("file"), form.upload.data, form.token.data)
        upload = upload_sent(store(), person_id, PURPOSE, *sent, at)
        operations.require_its_pdf(paper, store().get(upload.path) or b"")
        operations.keep_signed(paper, upload, person_id, at, address())
    except Refused as refusal:
        form.validate()
        form.refuse(refusal)
        return _signed_file(paper, form, 422)
    flash(_("Signed. Exactly this file is the paper from now on."))
    return see_other(page_of(paper))
