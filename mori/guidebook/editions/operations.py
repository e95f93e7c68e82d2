"""Publishing: what is in force becomes an edition, in which nothing changes any more."""

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.clock import local_date
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.markdown.rendering import paragraphs_of, to_html
from mori.core.states import advance
from mori.offices.models import Office

from .. import queries
from ..models import Book, Chapter, Edition, EditionChapter, EditionEvent, Revision, Source
from ..quizzes.queries import questions_in_force
from ..quizzes.rules import Asked, frozen
from ..rules import EDITION_MOVES, Change, filled, next_number, slots_in, slug_of
from ..texts.rules import slot_names
from . import queries as editions
from .asked_rules import NOTHING, Marks, Text, asked_after, read_marks
from .rules import PRINTS, Page, digest_of


class Found(NamedTuple):
    """What an edition would be made of, and what stops it, in words."""

    chapters: Sequence[tuple[Chapter, Revision]]
    sources: dict[int, list[Source]]
    questions: dict[int, list[tuple[str, Asked]]]  # by chapter
    values: dict[str, str]
    reasons: Sequence[Any]


def looked_over(office_id: int, book: Book) -> Found:
    """What would be published now."""
    chapters = queries.chapters_of(office_id, book.id)
    texts = queries.texts_in_force(office_id, [each.id for each in chapters])
    pairs = [(each, texts[each.id]) for each in chapters if each.id in texts]
    sources: dict[int, list[Source]] = {text.id: [] for _chapter, text in pairs}
    for row in queries.sources_of(list(sources)):
        sources[row.revision_id].append(row)
    values = {name: row.text for name, row in queries.slot_values(office_id).items()}
    without = [each for each in chapters if each.office_id is None and each.id not in texts]
    reasons = [
        *(_("Chapter %(n)d: no text of it is approved yet.", n=each.position) for each in without),
        *(reason for _chapter, text in pairs for reason in _missing(text, values)),
        *(reason for _chapter, text in pairs for reason in _unlabelled(text, sources[text.id])),
    ]
    questions = questions_in_force(office_id, [each.id for each, _text in pairs])
    nothing = [] if pairs else [_("It has no chapters.")]
    return Found(pairs, sources, questions, values, reasons or nothing)


def _missing(text: Revision, values: dict[str, str]) -> list[Any]:
    """The slots of a text that nobody has filled."""
    names = slot_names()
    return [
        _(
            "“%(title)s”: fill in “%(slot)s” first.",
            title=text.title,
            slot=names[name].label if name in names else name,
        )
        for name in slots_in(text.body, text.body_en)
        if name not in values
    ]


def _unlabelled(text: Revision, sources: Sequence[Source]) -> list[Any]:
    """What a text rests on that nobody has checked, without saying so."""
    return [
        _(
            "“%(title)s”: say when somebody checked “%(source)s”, or label it as unverified.",
            title=text.title,
            source=row.cites,
        )
        for row in sources
        if row.checked_on is None and not row.label
    ]


@writing()
def publish_edition(
    office: Office, book: Book, token: str, actor_id: int, at: dt.datetime
) -> Edition:
    """Freeze a book as it is in force; the same form twice is one edition."""
    _take_turns(book)
    if there := editions.edition_by_token(token):
        return there
    found = looked_over(office.id, book)
    if found.reasons:
        raise Refused(found.reasons[0])
    pages = [
        _page(position, chapter, text, found)
        for position, (chapter, text) in enumerate(found.chapters, 1)
    ]
    digest = digest_of(pages)
    current = editions.current_edition(office.id, book.id)
    if current and current.digest == digest:
        raise Refused(_("Nothing has changed since edition %(number)s.", number=current.number))
    before = [each.number for each in editions.editions_of(office.id, book.id)]
    number = next_number(local_date(at, office.zone).year, before)
    made = Edition.create(
        token=token,
        office=office.id,
        book=book.id,
        number=number,
        slug=_slug(office, book, number),
        digest=digest,
        published_at=at,
        published_by=actor_id,
        print_at=at,
    )
    EditionEvent.create(edition=made.id, verb="publish", actor=actor_id, at=at)
    _keep_chapters(made, current, found, pages)
    if current:
        advance(current, EDITION_MOVES, "supersede", actor_id, at)
    return made


def _keep_chapters(
    made: Edition, before: Edition | None, found: Found, pages: Sequence[Page]
) -> None:
    for position, page in enumerate(pages, 1):
        text = found.chapters[position - 1][1]
        marks = _marks(before, text)
        EditionChapter.create(
            edition=made.id,
            position=position,
            revision=text.id,
            asks=marks.digest,
            marks=marks.written,
            **page._asdict(),
        )


def _take_turns(book: Book) -> None:
    """Two who publish at once do so one after the other."""
    Book.update(position=Book.position).where(Book.id == book.id).execute()


def _slug(office: Office, book: Book, number: str) -> str:
    """Readable, and nobody else's."""
    name = slug_of(office.name.removeprefix("Perwakilan ")) or office.code
    stem = f"{book.slug}-{name}"
    if editions.is_others(stem, office.id):
        stem = f"{stem}-{office.code}"
    return f"{stem}-{number}"


def _page(position: int, chapter: Chapter, text: Revision, found: Found) -> Page:
    body, body_en = filled(text.body, found.values), filled(text.body_en, found.values)
    anchors = [int(each) for each in text.anchors.split()]
    return Page(
        slug=f"{position}-{chapter.slug}",
        title=text.title,
        body=body,
        html=to_html(body, anchors),
        title_en=text.title_en,
        body_en=body_en,
        html_en=to_html(body_en, anchors),
        sources=json.dumps([_said(row) for row in found.sources[text.id]], ensure_ascii=False),
        quiz=frozen(found.questions.get(chapter.id, [])),
    )


def _marks(current: Edition | None, text: Revision) -> Marks:
    """What readers are asked for: what was, and what has changed on purpose since."""
    was = editions.chapter_before(current.id, text.chapter_id) if current else None
    if was is None or not was.asks:
        return asked_after(NOTHING, [_text(text)])
    way = queries.way_to(text, was.revision_id)
    return asked_after(Marks(read_marks(was.marks), was.asks), [_text(each) for each in way])


def _text(revision: Revision) -> Text:
    numbers = map(int, revision.anchors.split())
    paragraphs = dict(zip(numbers, paragraphs_of(revision.body), strict=False))
    return Text(paragraphs, revision.change is Change.MATERIAL)


def _said(row: Source) -> list[str]:
    """A source as readers see it: what, where, when and by whom it was checked, else the label."""
    day = row.checked_on.isoformat() if row.checked_on else ""
    who = "".join(part[0] for part in row.checked_by.name.split()[:2]) if row.checked_by else ""
    return [row.cites, row.url, day, who, row.label, row.label_en or row.label]


@writing()
def keep_prints(edition: Edition, files: dict[str, str]) -> bool:
    """Name the PDFs that lie in the store; False where another was first."""
    columns = {PRINTS[name][1]: key for name, key in files.items()}
    kept = Edition.update(**columns, print_at=None, print_tries=0).where(
        Edition.id == edition.id, Edition.print_at.is_null(False)
    )
    return bool(kept.execute())


@writing()
def print_later(edition: Edition, at: dt.datetime) -> None:
    """They could not be made: it is tried again."""
    pause = dt.timedelta(minutes=(1, 5, 15, 60)[min(edition.print_tries, 3)])
    Edition.update(print_at=at + pause, print_tries=Edition.print_tries + 1).where(
        Edition.id == edition.id
    ).execute()
