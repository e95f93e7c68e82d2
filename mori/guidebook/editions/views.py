"""Reading editions, which anybody may: the list, a book, its chapters, all of it as one page."""

import hashlib
import json
import re

from flask import Blueprint, Response, abort, url_for
from flask_login import current_user
from markupsafe import Markup

from mori.access.grants import allowed
from mori.access.guard import public
from mori.web import asked
from mori.web.files import pdf_file, store
from mori.web.render import impersonal, impersonal_page, page
from mori.web.trusted import trusted
from mori.web.wire import compress, dictionaries

from ..models import Edition, EditionChapter
from ..quizzes.rules import shown_in
from ..rules import EditionState
from . import queries
from .prints import said_source, short_sources
from .rules import FILES, PRINTS, Read, read_in

bp = Blueprint("editions", __name__)
HERE = "books"
WHOLE = "guidebook/editions/whole.html"
NUMBERED = re.compile(r' id="p\d+"')


@bp.get("/buku")
@public
def books() -> Response:
    found = queries.current_editions(*(asked.after(int) or ()))
    rows, more = asked.next_page(found, queries.PAGE, lambda row: (row.id,))
    may_write = current_user.is_authenticated and allowed(current_user, "book.list")
    return page(
        "guidebook/editions/books.html", here=HERE, rows=rows, more=more, may_write=may_write
    )


@bp.get("/buku/<slug>")
@public
def edition(slug: str) -> Response:
    return _edition(slug, "id")


@bp.get("/buku/<slug>/en")
@public
def edition_in_english(slug: str) -> Response:
    return _edition(slug, "en")


def _edition(slug: str, language: str) -> Response:
    found = _found(slug)
    return impersonal_page(
        "guidebook/editions/edition.html",
        language,
        here=HERE,
        tail=_tail(language),
        edition=found,
        chapters=[(each, read_in(language, each)) for each in queries.chapters_in(found.id)],
        newer=_newer(found),
        is_printed=found.print_at is None,
    )


def _tail(language: str) -> str:
    """What an address ends with where a page is not in Indonesian."""
    return "" if language == "id" else f"/{language}"


def _found(slug: str) -> Edition:
    return queries.edition_by_slug(slug) or abort(404)


def _newer(edition: Edition) -> Edition | None:
    """The edition that has taken this one's place."""
    if edition.state is EditionState.CURRENT:
        return None
    return queries.current_edition(edition.office_id, edition.book_id)


@bp.get("/buku/<slug>/<part>")
@public
def chapter(slug: str, part: str) -> Response:
    return _chapter(slug, part, "id")


@bp.get("/buku/<slug>/<part>/en")
@public
def chapter_in_english(slug: str, part: str) -> Response:
    return _chapter(slug, part, "en")


def _chapter(slug: str, part: str, language: str) -> Response:
    found = _found(slug)
    chapters = queries.chapters_in(found.id)
    place = next((n for n, each in enumerate(chapters) if each.slug == part), None)
    if place is None:
        abort(404)
    text = read_in(language, chapters[place])
    sources = json.loads(chapters[place].sources)
    questions = shown_in(language, chapters[place].quiz)
    return impersonal_page(
        "guidebook/editions/chapter.html",
        language,
        here=HERE,
        tail=_tail(language),
        edition=found,
        chapter=chapters[place],
        text=text,
        html=trusted(text.html),
        sources=[(said_source(row, language), row[1]) for row in sources],
        questions=questions,
        chapter_key=queries.chapter_key_of(chapters[place]) if questions else "",
        before=chapters[place - 1] if place else None,
        after=chapters[place + 1] if place + 1 < len(chapters) else None,
        newer=_newer(found),
    )


@bp.get("/buku/<slug>/semua")
@public
def whole(slug: str) -> Response:
    return _whole(slug, "id")


@bp.get("/buku/<slug>/semua/en")
@public
def whole_in_english(slug: str) -> Response:
    return _whole(slug, "en")


def _whole(slug: str, language: str) -> Response:
    """All chapters as one page; whoever holds an earlier edition is sent what is new in it."""
    found = _found(slug)

    def former(digest: bytes) -> str:
        pages = (_page(each, language) for each in [found, *queries.former_editions(found)])
        is_held = (html for html in pages if hashlib.sha256(html.encode()).digest() == digest)
        return next(is_held, "")

    response = impersonal_page(WHOLE, language, here=HERE, **_said(found, language))
    compress.as_small_as_it_can()
    stem = found.slug.removesuffix(found.number)
    all_of_them = url_for("editions.whole", slug=f"{stem}*") + _tail(language)
    dictionaries.offer_to_all(response, all_of_them, former)
    return response


def _page(edition: Edition, language: str) -> str:
    return impersonal(WHOLE, language, here=HERE, **_said(edition, language))


def _said(edition: Edition, language: str) -> dict[str, object]:
    chapters = queries.chapters_in(edition.id)
    rows = [_of_whole(each, language) for each in chapters]
    return {"edition": edition, "chapters": rows, "tail": _tail(language)}


def _of_whole(row: EditionChapter, language: str) -> tuple[object, ...]:
    """A chapter as it stands in the whole, with its questions and, briefly, its sources."""
    text = read_in(language, row)
    sources = short_sources(json.loads(row.sources), language)
    return row, text, _inner(text), shown_in(language, row.quiz), sources


def _inner(text: Read) -> Markup:
    """A chapter below its own heading: one size smaller, and known by the chapter alone."""
    html = NUMBERED.sub("", text.html).replace("<h3", "<h4").replace("</h3", "</h4")
    return trusted(html.replace("<h2", "<h3").replace("</h2", "</h3"))


@bp.get("/buku/<slug>/buku.pdf")
@public
def booklet(slug: str) -> Response:
    return _printed(slug, "buku")


@bp.get("/buku/<slug>/lembar.pdf")
@public
def sheet(slug: str) -> Response:
    return _printed(slug, "lembar")


def _printed(slug: str, name: str) -> Response:
    found = _found(slug)
    key = getattr(found, PRINTS[name][1])
    content = store().get(f"{FILES}/{key}") if key else None
    if content is None:
        abort(404)
    return pdf_file(content, found.slug, name)
