"""Where people stand with the books they are asked to agree to."""

from collections.abc import Collection, Sequence
from itertools import groupby
from typing import NamedTuple

from mori.core.clock import local_date
from mori.core.markdown.rendering import paragraphs_of
from mori.offices.queries import office_by_id
from mori.placements.models import Placement

from ..editions.asked_rules import left_of, read_marks
from ..editions.rules import read_in
from ..models import Book, Edition, EditionChapter
from . import queries
from .models import Acknowledgement, ParagraphQuestion, Signature
from .rules import Part


class Stand(NamedTuple):
    """Where somebody stands with a book in its edition of now."""

    book: Book
    edition: Edition
    parts: Sequence[Part]
    signature: Signature | None  # the last one under any of its editions

    @property
    def left(self) -> int:
        """How many parts wait for a word."""
        return sum(not part.is_done for part in self.parts)

    @property
    def is_done(self) -> bool:
        return self.signature is not None and not self.left


def answered_in(said: Collection[Acknowledgement]) -> set[str]:
    """The marks of all paragraphs that something was said of."""
    return {token for row in said for token in row.marks.split()}


def was_done(said: Collection[Acknowledgement]) -> bool:
    """Whether somebody once had said something of all that a part asked for."""
    return any(row.asks for row in said)


def stands_of(people: Collection[int], office_id: int, language: str) -> dict[int, list[Stand]]:
    """Each one's, by person; in as many statements for thirty as for one."""
    rows = queries.parts_now(office_id) if people else []
    if not rows:
        return {person_id: [] for person_id in people}
    said = queries.said_by(people, office_id)
    asked = queries.open_questions_of(people, office_id)
    signed = queries.signatures_of(people, office_id)
    return {
        person_id: _stands(
            rows,
            language,
            [row for row in said if row.person_id == person_id],
            [row for row in asked if row.person_id == person_id],
            [row for row in signed if row.person_id == person_id],
        )
        for person_id in people
    }


def _stands(
    rows: Sequence[EditionChapter],
    language: str,
    said: Sequence[Acknowledgement],
    asked: Sequence[ParagraphQuestion],
    signed: Sequence[Signature],
) -> list[Stand]:
    found = []
    for _book_id, parts in groupby(rows, key=lambda row: row.edition.book_id):
        of_book = list(parts)
        edition = of_book[0].edition
        mine = [row for row in signed if row.edition.book_id == edition.book_id]
        found.append(
            Stand(
                edition.book,
                edition,
                [_part(row, language, said, asked) for row in of_book],
                mine[-1] if mine else None,
            )
        )
    return found


def _part(
    row: EditionChapter,
    language: str,
    said: Sequence[Acknowledgement],
    asked: Sequence[ParagraphQuestion],
) -> Part:
    chapter = row.revision.chapter
    of_part = [each for each in said if each.chapter_id == chapter.id]
    questions = [each for each in asked if each.chapter_id == chapter.id]
    answered = [each for each in questions if each.answered_at]
    return Part(
        key=chapter.key,
        title=row.title_en if language == "en" and row.title_en else row.title,
        position=row.position,
        left=list(left_of(read_marks(row.marks), answered_in(of_part))),
        was_done=was_done(of_part),
        waiting=len(questions) - len(answered),
        answered=len(answered),
    )


def paragraphs_in(language: str, row: EditionChapter) -> dict[int, str]:
    """A part's paragraphs by their numbers; in English where each of them has its own."""
    numbers = [int(each) for each in row.revision.anchors.split()]
    texts = paragraphs_of(row.body)
    english = paragraphs_of(read_in("en", row).body) if language == "en" else []
    shown = english if len(english) == len(texts) else texts
    return dict(zip(numbers, shown, strict=False))


def last_shown(said: Sequence[Acknowledgement], numbers: Collection[int]) -> dict[int, str]:
    """For each paragraph, as it stood when somebody last said something of it; in Indonesian."""
    at: dict[int, int] = {}
    for row in said:
        at |= {abs(number): row.shown_id for number in read_marks(row.marks)}
    wanted = {abs(number): at[abs(number)] for number in numbers if abs(number) in at}
    rows = queries.shown_by_ids(set(wanted.values()))
    texts = {row_id: paragraphs_in("id", row) for row_id, row in rows.items()}
    return {number: texts[row_id].get(number, "") for number, row_id in wanted.items()}


def unsigned_of(office_id: int, placements: Collection[Placement]) -> dict[int, list[Book]]:
    """By internship, the books that its office asked for in its time and that have no name."""
    books = queries.first_published(office_id) if placements else {}
    if not books:
        return {each.id: [] for each in placements}
    zone = office_by_id(office_id).zone
    people = {each.person_id for each in placements}
    signed = {
        (row.person_id, row.edition.book_id) for row in queries.signatures_of(people, office_id)
    }
    return {
        each.id: [
            book
            for book, since in books.values()
            if local_date(since, zone) <= each.ends_on and (each.person_id, book.id) not in signed
        ]
        for each in placements
    }
