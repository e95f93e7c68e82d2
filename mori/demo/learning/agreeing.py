"""Interns of an invented office with SOP and pledge: some have signed, one is half way, one asks,
some have not begun; and one paragraph of the SOP has changed since.
"""

import datetime as dt
from collections.abc import Sequence

from mori.access.roles import Role
from mori.accounts.models import Person
from mori.accounts.queries import people_in_role
from mori.core.markdown.rendering import paragraphs_of
from mori.core.workdays import DAY
from mori.guidebook import queries as books
from mori.guidebook.agreeing import operations, queries
from mori.guidebook.agreeing.operations import Reader
from mori.guidebook.editions.operations import publish_edition
from mori.guidebook.models import Chapter
from mori.guidebook.onboarding.operations import tick_task
from mori.guidebook.onboarding.rules import Task
from mori.guidebook.rules import Change, Words
from mori.guidebook.writing import operations as writing
from mori.guidebook.writing.operations import Proposal
from mori.offices.models import Office
from mori.placements.models import Placement
from mori.placements.rules import ONGOING

SLUGS = ("sop", "rahasia")
HALF = 3  # parts that somebody half way has read
SECOND = 2  # of the first part its second paragraph, behind a heading
ADDED = "Lupa absen pulang? Ajukan koreksi hari itu juga kalau bisa."
QUESTIONS = (
    ("Kalau aku tugas di luar kantor, absen masuknya dari mana?", ""),
    (
        "Kode di layar itu yang mana?",
        "Layar kecil di meja depan. Kodenya berganti sendiri; yang terlihat saat itu yang diketik.",
    ),
)


def agree_to_books(office: Office, coordinator: Person, at: dt.datetime) -> None:
    """The first has done all; the next have not read what is new, are half way, and ask."""
    people = _interns(office)
    done, before, asks, half, unsigned = (people + [None] * 5)[:5]
    for person in filter(None, (done, before, asks, unsigned)):
        _read(office, person, _chapters(), at - 20 * DAY)
    if half:
        _read(office, half, _chapters()[:HALF], at - 2 * DAY)
        _ask(office, half, coordinator, *QUESTIONS[0], at - DAY)
    if asks:
        _ask(office, asks, coordinator, *QUESTIONS[1], at - 19 * DAY)
    for person in filter(None, (done, before, asks)):
        _sign(office, person, at - 18 * DAY)
    _change(office, coordinator, at - 4 * DAY)
    if done:
        _read(office, done, _chapters(), at - 3 * DAY)
        placement = Placement.get(Placement.person == done.id)
        tick_task(placement, Task.TOUR, True, done.id, at - 17 * DAY)


def _interns(office: Office) -> list[Person]:
    found = Person.select().join(Placement, on=(Placement.person == Person.id))
    here = found.where(Placement.office == office, Placement.state.in_(list(ONGOING)))
    return list(here.order_by(Person.id))


def _chapters() -> list[Chapter]:
    found = (books.book_by_key(slug) for slug in SLUGS)
    return [each for book in found if book for each in books.chapters_of(None, book.id)]


def _read(office: Office, person: Person, chapters: Sequence[Chapter], at: dt.datetime) -> None:
    for chapter in chapters:
        shown = queries.shown_now(office.id, chapter.id)
        if shown:
            token = f"demo {person.id} {shown.id}"
            operations.acknowledge(Reader(person.id, office.id), shown, token, at)


def _ask(
    office: Office, person: Person, coordinator: Person, text: str, answer: str, at: dt.datetime
) -> None:
    shown = queries.shown_now(office.id, _chapters()[0].id)
    if shown is None:
        return
    number = int(shown.revision.anchors.split()[SECOND])
    reader, token = Reader(person.id, office.id), f"demo asks {person.id}"
    made = operations.ask(reader, shown, number, text, token, at)
    question = queries.paragraph_question_by_key(made.key)
    if answer and question:
        operations.answer_question(question, answer, coordinator.id, at + DAY, "")


def _sign(office: Office, person: Person, at: dt.datetime) -> None:
    firsts = {each.edition.id: each.edition for each in queries.parts_now(office.id)}
    for edition in firsts.values():
        token = f"demo signs {person.id} {edition.id}"
        operations.sign_book(person, edition, person.name, token, at)


def _change(office: Office, coordinator: Person, at: dt.datetime) -> None:
    """One paragraph of the SOP's first part says more, and the SOP comes out anew."""
    chapter, writer = _chapters()[0], people_in_role(office.id, Role.SUPERVISOR)[0]
    base, book = books.text_in_force(office.id, chapter.id), books.book_by_key("sop")
    if base is None or book is None:
        return
    paragraph = paragraphs_of(base.body)[SECOND]
    body = base.body.replace(paragraph, f"{paragraph} {ADDED}", 1)
    words = Words(base.title, body, base.title_en, base.body_en)
    said = Proposal(words, Change.MATERIAL, "Lupa absen pulang", (), base.key)
    made = writing.keep_draft(
        chapter, office.id, said, f"demo sop {office.id}", writer.id, at - DAY
    )
    writing.propose_text(made, writer.id, at - DAY)
    found = books.revision_by_key(made.key) or made
    writing.approve_text(found, found.change, coordinator.id, at, seen=found.digest)
    publish_edition(office, book, f"demo {office.id} sop 2", coordinator.id, at)
