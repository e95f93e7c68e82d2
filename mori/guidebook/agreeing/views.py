"""An intern reads what is asked of them, says what is clear, asks, and signs."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from flask import Blueprint, Response, current_app, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import Markup

from mori.access.guard import may
from mori.accounts.queries import person_by_id
from mori.core.clock import now
from mori.core.db import token_for
from mori.core.errors import Refused
from mori.core.markdown.rendering import to_html
from mori.offices.queries import office_by_id
from mori.web.files import pdf_file
from mori.web.i18n import locale
from mori.web.render import page, see_other
from mori.web.trusted import trusted

from .. import queries as books
from ..editions import queries as editions
from ..editions.asked_rules import left_of, read_marks
from ..editions.rules import read_in
from ..models import Book, Chapter, EditionChapter
from . import forms, operations, queries, standing
from .models import Acknowledgement, ParagraphQuestion, Signature
from .prints import signed_pdf

bp = Blueprint("book_agreeing", __name__)
HERE = "learn"


class Paragraph(NamedTuple):
    """A paragraph of a part: as it stands, as somebody knew it, and what they asked of it."""

    number: int
    html: Markup
    was: Markup
    questions: Sequence[ParagraphQuestion]
    is_left: bool  # nothing was said of it yet


def _reader() -> operations.Reader:
    return operations.Reader(current_user.person_id, current_user.office_id)


@bp.get("/belajar/setuju/<key>")
@may("book.agree", on=books.book_by_key)
def book(book: Book) -> Response:
    return _book(book, forms.SignForm(formdata=None))


def _book(book: Book, form: forms.SignForm, status: int = 200) -> Response:
    me, office_id = current_user.person_id, current_user.office_id
    stands = standing.stands_of([me], office_id, locale())[me]
    stand = next((each for each in stands if each.book.id == book.id), None)
    if stand:
        form.edition.data = stand.edition.slug
    return page(
        "guidebook/agreeing/book.html",
        status=status,
        here=HERE,
        book=book,
        stand=stand,
        form=form,
        name=current_user.name,
    )


@bp.post("/belajar/setuju/<key>")
@may("book.agree", on=books.book_by_key)
def sign(book: Book) -> Response:
    form = forms.SignForm()
    sent = form.edition.data or ""
    if not form.validate():
        return _book(book, form, 422)
    edition = editions.edition_by_slug(sent)
    if edition is None or (edition.office_id, edition.book_id) != (
        current_user.office_id,
        book.id,
    ):
        form.refuse(Refused(_("Look at the text again, then sign.")))
        return _book(book, form, 409)
    token = token_for(form.token.data, current_user.person_id, sent)
    person = person_by_id(current_user.person_id)
    try:
        operations.sign_book(person, edition, form.name.data, token, now())
    except Refused as refusal:
        form.refuse(refusal)
        return _book(book, form, 409)
    flash(_("Signed. You can download what you signed at any time."))
    return see_other(url_for("book_agreeing.book", key=book.slug))


@bp.get("/belajar/tanda-tangan/<key>/naskah.pdf")
@may("signature.read", on=queries.signature_by_key)
def signed(signature: Signature) -> Response:
    address = current_app.config["SETTINGS"].address
    office = office_by_id(signature.office_id)
    chapters = editions.chapters_in(signature.edition_id)
    body = signed_pdf(signature, office, chapters, address)
    return pdf_file(body, signature.edition.slug, signature.name)


@bp.get("/belajar/bagian/<key>")
@may("chapter.acknowledge", on=books.chapter_by_key)
def part(chapter: Chapter) -> Response:
    return _part(chapter)


def _part(chapter: Chapter, **given: Any) -> Response:
    reader = _reader()
    shown = queries.shown_now(reader.office_id, chapter.id)
    said = queries.said_by([reader.person_id], reader.office_id, chapter.id)
    paragraphs = _paragraphs(shown, said, chapter) if shown else []
    left = [each for each in paragraphs if each.is_left]
    is_changed = standing.was_done(said) and bool(left)
    form = forms.AcknowledgeForm(formdata=None, edition=shown.edition.slug if shown else "")
    return page(
        "guidebook/agreeing/part.html",
        here=HERE,
        chapter=chapter,
        shown=shown,
        text=read_in(locale(), shown) if shown else None,
        paragraphs=left if is_changed else paragraphs,
        is_changed=is_changed,
        is_left=bool(left),
        form=form,
        **given,
    )


def _paragraphs(
    shown: EditionChapter, said: Sequence[Acknowledgement], chapter: Chapter
) -> list[Paragraph]:
    """Those of a part, and behind them what was taken out since they were read."""
    marks = left_of(read_marks(shown.marks), standing.answered_in(said))
    texts = standing.paragraphs_in(locale(), shown)
    gone = {number: "" for number in marks if number < 0}
    was = standing.last_shown(said, marks)
    asked = queries.asked_about(current_user.person_id, current_user.office_id, chapter.id)
    return [
        Paragraph(
            number,
            trusted(to_html(text, [number])),
            trusted(to_html(was.get(abs(number), ""))),
            [each for each in asked if each.number == number],
            number in marks,
        )
        for number, text in {**texts, **gone}.items()
    ]


@bp.post("/belajar/bagian/<key>/paham")
@may("chapter.acknowledge", on=books.chapter_by_key)
def acknowledge(chapter: Chapter) -> Response:
    """Of what was shown: where that has changed since, the page then shows how."""
    form = forms.AcknowledgeForm()
    reader, here = _reader(), url_for("book_agreeing.part", key=chapter.key)
    form.validate()
    shown = queries.shown_in(reader.office_id, form.edition.data or "", chapter.id)
    if shown is None:
        return see_other(here)
    token = token_for(form.token.data, reader.person_id, shown.id)
    operations.acknowledge(reader, shown, token, now())
    stand = _stand_with(chapter)
    left = next((each for each in stand.parts if each.key == chapter.key), None) if stand else None
    if left and left.left:
        flash(_("This part has changed while you were reading. Here is what is new in it."))
        return see_other(here)
    following = next((each for each in stand.parts if each.left), None) if stand else None
    flash(_("Kept: this part is clear to you."))
    if stand is None or following is None:
        return see_other(url_for("book_agreeing.book", key=chapter.book.slug))
    return see_other(url_for("book_agreeing.part", key=following.key))


def _stand_with(chapter: Chapter) -> standing.Stand | None:
    me, office_id = current_user.person_id, current_user.office_id
    stands = standing.stands_of([me], office_id, locale())[me]
    return next((each for each in stands if each.book.id == chapter.book_id), None)


@bp.get("/belajar/bagian/<key>/tanya")
@may("chapter.acknowledge", on=books.chapter_by_key)
def asking(chapter: Chapter) -> Response:
    form = forms.AskForm(formdata=None)
    form.number.data = request.args.get("paragraf", "")
    shown = queries.shown_now(current_user.office_id, chapter.id)
    return _asking(chapter, shown, form)


def _asking(
    chapter: Chapter, shown: EditionChapter | None, form: forms.AskForm, status: int = 200
) -> Response:
    texts = standing.paragraphs_in(locale(), shown) if shown else {}
    if shown is None or form.paragraph not in texts:
        flash(_("Choose a paragraph of this part."), "warn")
        return see_other(url_for("book_agreeing.part", key=chapter.key))
    form.edition.data = shown.edition.slug
    return page(
        "guidebook/agreeing/ask.html",
        status=status,
        here=HERE,
        chapter=chapter,
        text=read_in(locale(), shown),
        paragraph=trusted(to_html(texts[form.paragraph])),
        form=form,
    )


@bp.post("/belajar/bagian/<key>/tanya")
@may("chapter.acknowledge", on=books.chapter_by_key)
def ask(chapter: Chapter) -> Response:
    form, reader = forms.AskForm(), _reader()
    sent = form.edition.data or ""
    shown = queries.shown_in(reader.office_id, sent, chapter.id)
    shown = shown or queries.shown_now(reader.office_id, chapter.id)
    if not form.validate() or shown is None:
        return _asking(chapter, shown, form, 422)
    if form.paragraph not in standing.paragraphs_in("id", shown):
        return _asking(chapter, shown, form, 422)
    text = form.text.data or ""
    token = token_for(form.token.data, reader.person_id, shown.id, form.paragraph, text)
    operations.ask(reader, shown, form.paragraph, text, token, now())
    flash(_("Sent to the coordinators. Nothing waits for it: go on reading."))
    return see_other(f"{url_for('book_agreeing.part', key=chapter.key)}#p{form.paragraph}")


@bp.post("/belajar/pertanyaan/<key>/jelas")
@may("paragraph_question.clear", on=queries.paragraph_question_by_key)
def clear(question: ParagraphQuestion) -> Response:
    operations.say_clear(question)
    flash(_("Good. It is kept as clear."))
    return see_other(url_for("book_agreeing.part", key=question.chapter.key))
