"""Where an office writes its books: what is in force, what is proposed, what is decided."""

from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.grants import allowed
from mori.access.guard import may
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.placements.proceedings.views import address
from mori.web.files import takes_long_texts
from mori.web.i18n import locale
from mori.web.render import page, see_other

from .. import queries
from ..models import Chapter, Revision
from ..quizzes.queries import waiting_by_chapter
from ..rules import WITH_AUTHOR, Change, RevisionState
from ..suggesting.models import Suggestion
from ..suggesting.queries import suggestion_by_key
from . import forms, operations
from .showing_words import changes_of, preview

bp = Blueprint("texts", __name__)
HERE = "books"


@bp.get("/naskah")
@may("book.list")
def desk() -> Response:
    office_id = current_user.office_id
    books = [(each, queries.chapters_of(office_id, each.id)) for each in queries.all_books()]
    ids = [chapter.id for _book, chapters in books for chapter in chapters]
    return page(
        "guidebook/writing/desk.html",
        here=HERE,
        books=books,
        texts=queries.texts_in_force(office_id, ids),
        waiting=queries.waiting_texts(office_id),
        questions=waiting_by_chapter(office_id),
        may_publish=allowed(current_user, "edition.publish"),
        may_add=allowed(current_user, "slot.fill"),
        may_read_suggestions=allowed(current_user, "suggestion.list"),
    )


@bp.get("/naskah/bab/<key>")
@may("chapter.read", on=queries.chapter_by_key)
def chapter(chapter: Chapter) -> Response:
    text = queries.text_in_force(current_user.office_id, chapter.id)
    waiting = queries.waiting_texts(current_user.office_id)
    return page(
        "guidebook/writing/chapter.html",
        here=HERE,
        chapter=chapter,
        text=text,
        shown=preview(current_user.office_id, text.body) if text else "",
        sources=queries.sources_of([text.id]) if text else [],
        waiting=[each for each in waiting if each.chapter_id == chapter.id],
        may_propose=allowed(current_user, "chapter.propose", chapter),
    )


@bp.get("/naskah/bab/<key>/ubah")
@may("chapter.propose", on=queries.chapter_by_key)
def writing_anew(chapter: Chapter) -> Response:
    base = queries.text_in_force(current_user.office_id, chapter.id)
    known = forms.known_text(base, base) | {"suggestion": request.args.get("saran", "")}
    return _writing(forms.TextForm(formdata=None, data=known), chapter)


def _suggested(form: forms.TextForm, chapter: Chapter) -> Suggestion | None:
    """The suggestion that is written down, for whoever decides on it."""
    found = suggestion_by_key(form.suggestion.data or "")
    is_of_chapter = found is not None and found.chapter_id == chapter.id
    return found if is_of_chapter and allowed(current_user, "suggestion.decide", found) else None


@bp.post("/naskah/bab/<key>/ubah")
@may("chapter.propose", on=queries.chapter_by_key)
@takes_long_texts
def write_anew(chapter: Chapter) -> Response:
    form = forms.TextForm()
    if not form.validate():
        return _writing(form, chapter, status=422)
    if _is_preview():
        return _writing(form, chapter, shows=True)
    person_id, office_id = current_user.person_id, current_user.office_id
    token = token_for(form.token.data, person_id, *form.words)
    try:
        proposal = form.proposal(_suggested(form, chapter))
        made = operations.keep_draft(chapter, office_id, proposal, token, person_id, now())
    except Refused as refusal:
        return _overtaken(form, chapter, refusal)
    return _kept(made)


@bp.get("/naskah/usul/<key>/ubah")
@may("revision.change", on=queries.revision_by_key)
def rewriting(revision: Revision) -> Response:
    base = queries.text_in_force(revision.office_id, revision.chapter_id)
    form = forms.TextForm(formdata=None, data=forms.known_text(revision, base))
    is_overtaken = (base.id if base else None) != revision.parent_id
    return _writing(form, revision.chapter, revision=revision, shows_both=is_overtaken)


@bp.post("/naskah/usul/<key>/ubah")
@may("revision.change", on=queries.revision_by_key)
@takes_long_texts
def rewrite(revision: Revision) -> Response:
    form = forms.TextForm()
    if not form.validate():
        return _writing(form, revision.chapter, revision=revision, status=422)
    if _is_preview():
        return _writing(form, revision.chapter, revision=revision, shows=True)
    try:
        operations.rewrite_draft(revision, form.proposal(), current_user.person_id, now())
    except Refused as refusal:
        return _overtaken(form, revision.chapter, refusal, revision)
    return _kept(queries.revision_by_id(revision.id))


def _is_preview() -> bool:
    return request.form.get("do") == "preview"


def _kept(revision: Revision) -> Response:
    if request.form.get("do") == "propose" and revision.state in WITH_AUTHOR:
        _propose(revision)
        flash(_("Proposed. Somebody else decides on it."))
    return see_other(url_for("texts.revision", key=revision.key))


def _propose(revision: Revision) -> None:
    is_officer = allowed(current_user, "revision.agree", revision)
    operations.propose_text(revision, current_user.person_id, now(), is_officer=is_officer)


def _overtaken(
    form: forms.TextForm, chapter: Chapter, refusal: Refused, revision: Revision | None = None
) -> Response:
    base = queries.text_in_force(current_user.office_id, chapter.id)
    form.refuse_overtaken(refusal, base.key if base else "")
    return _writing(form, chapter, revision=revision, status=409, shows_both=True)


def _writing(
    form: forms.TextForm,
    chapter: Chapter,
    *,
    revision: Revision | None = None,
    status: int = 200,
    shows: bool = False,
    shows_both: bool = False,
) -> Response:
    base = queries.text_in_force(current_user.office_id, chapter.id)
    office_id = current_user.office_id
    return page(
        "guidebook/writing/writing.html",
        status=status,
        here=HERE,
        form=form,
        chapter=chapter,
        revision=revision,
        suggestion=None if revision else _suggested(form, chapter),
        slots=forms.slots_asked(locale()),
        shown=[preview(office_id, form[name].data or "") for name in ("body", "body_en")]
        if shows
        else [],
        changes=changes_of(base.words, form.words) if base and shows_both else [],
    )


@bp.get("/naskah/usul/<key>")
@may("revision.read", on=queries.revision_by_key)
def revision(revision: Revision) -> Response:
    return _revision(revision)


def _revision(revision: Revision, status: int = 200, **given: Any) -> Response:
    base = queries.text_in_force(revision.office_id, revision.chapter_id)
    was = queries.revision_by_id(revision.parent_id) if revision.parent_id else None
    is_own = revision.author_id == current_user.person_id
    is_proposed = revision.state is RevisionState.PROPOSED
    may_decide = is_proposed and not is_own
    return page(
        "guidebook/writing/revision.html",
        status=status,
        here=HERE,
        revision=revision,
        changes=changes_of(was.words if was else None, revision.words),
        is_first=was is None,
        is_overtaken=is_proposed and (base.id if base else None) != revision.parent_id,
        sources=queries.sources_of([revision.id]),
        is_own=is_own,
        may_change=allowed(current_user, "revision.change", revision),
        may_decide=may_decide and allowed(current_user, "revision.decide", revision),
        may_agree=may_decide
        and revision.chapter.is_guarded
        and revision.officer_id is None
        and allowed(current_user, "revision.agree", revision),
        approving=given.get("approving") or forms.ApproveForm(formdata=None),
        returning=given.get("returning") or forms.ReturnForm(formdata=None),
        events=queries.events_of(revision.id),
        labels=forms.EVENT_LABELS,
    )


@bp.post("/naskah/usul/<key>/setujui")
@may("revision.decide", on=queries.revision_by_key)
def approve(revision: Revision) -> Response:
    form = forms.ApproveForm()
    if not form.validate():
        return _revision(revision, 422, approving=form)
    confirmed, seen = Change(form.change.data), form.seen.data or ""
    try:
        operations.approve_text(
            revision, confirmed, current_user.person_id, now(), seen=seen, address=address()
        )
    except Refused as refusal:
        form.refuse(refusal)
        return _revision(queries.revision_by_key(revision.key) or revision, 409, approving=form)
    flash(_("In force. Readers see it with the next edition."))
    return see_other(url_for("texts.revision", key=revision.key))


@bp.post("/naskah/usul/<key>/kembalikan")
@may("revision.decide", on=queries.revision_by_key)
def return_(revision: Revision) -> Response:
    form = forms.ReturnForm()
    if not form.validate():
        return _revision(revision, 422, returning=form)
    try:
        operations.return_text(revision, form.note.data or "", current_user.person_id, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _revision(queries.revision_by_key(revision.key) or revision, 409, returning=form)
    return see_other(url_for("texts.revision", key=revision.key))


@bp.post("/naskah/usul/<key>/sepakat")
@may("revision.agree", on=queries.revision_by_key)
def agree(revision: Revision) -> Response:
    operations.agree_to_text(revision, current_user.person_id, now())
    return see_other(url_for("texts.revision", key=revision.key))


@bp.post("/naskah/usul/<key>/usulkan")
@may("revision.change", on=queries.revision_by_key)
def propose(revision: Revision) -> Response:
    _propose(revision)
    return see_other(url_for("texts.revision", key=revision.key))


@bp.post("/naskah/usul/<key>/tarik")
@may("revision.change", on=queries.revision_by_key)
def take_back(revision: Revision) -> Response:
    operations.take_back(revision, current_user.person_id, now())
    return see_other(url_for("texts.revision", key=revision.key))


@bp.post("/naskah/usul/<key>/buang")
@may("revision.change", on=queries.revision_by_key)
def discard(revision: Revision) -> Response:
    operations.discard_text(revision, current_user.person_id, now())
    return see_other(url_for("texts.desk"))


def me_part(*_given: Any) -> dict[Any, Any] | None:
    """On "Me": where the books are read, and written by whoever may."""
    return {"may_write": allowed(current_user, "book.list")}
