"""Questions about chapters of an invented office: approved, tried by interns, one that waits."""

import datetime as dt

from mori.access.roles import Role
from mori.accounts.queries import people_in_role
from mori.core.workdays import DAY
from mori.guidebook.models import Chapter
from mori.guidebook.queries import book_by_key, chapters_of
from mori.guidebook.quizzes import operations, queries
from mori.guidebook.quizzes.operations import Proposal
from mori.guidebook.quizzes.rules import Asked, Option
from mori.guidebook.trying.operations import keep_tries
from mori.offices.models import Office

FIRST = "bbabbcbbba"  # what one intern after the other chooses
FEW = 3  # interns who try the second question, of whose choices nothing is shown
NEW = Asked(
    "Kamu melihat antrean panjang di loket. Apa yang kamu catat?",
    "You see a long queue at a counter. What do you write down?",
    [
        Option(
            "a",
            True,
            "Jam, jumlah orang, dan loket yang buka",
            "The time, how many people, and which counters are open",
            "Tepat: orang lain bisa memeriksanya.",
            "Right: others can check it.",
        ),
        Option(
            "b",
            False,
            "Pelayanannya buruk",
            "The service is bad",
            "Itu penilaian, bukan yang kamu lihat.",
            "That is a judgement, not what you saw.",
        ),
    ],
)


def approve_questions(office: Office, at: dt.datetime) -> None:
    """What came with MORI is asked from the first edition on."""
    officer = people_in_role(office.id, Role.OFFICER)[0].id
    coordinator = people_in_role(office.id, Role.COORDINATOR)[0].id
    keys: dict[int, list[str]] = {}
    chapters: dict[int, Chapter] = {}
    for row in queries.waiting_wordings(office.id):
        chapter = row.question.chapter
        chapters[chapter.id] = chapter
        keys.setdefault(chapter.id, []).append(row.key)
    for chapter in chapters.values():
        seen = keys[chapter.id]
        if chapter.is_guarded:
            operations.agree_to_wordings(chapter, office.id, seen, officer, at)
        operations.approve_wordings(chapter, office.id, seen, coordinator, at)


def try_questions(office: Office, at: dt.datetime) -> None:
    """One question that all interns have tried, one that few have, and one that waits."""
    book = book_by_key("pedoman")
    first = chapters_of(None, book.id)[0] if book else None
    if first is None:
        raise LookupError("there is no guidebook")
    wordings = queries.wordings_in_force(office.id, [first.id])
    for place, intern in enumerate(people_in_role(office.id, Role.INTERN)):
        chosen = {wordings[0]: FIRST[place % len(FIRST)]}
        if place < FEW:
            chosen[wordings[1]] = "b"
        keep_tries(intern.id, chosen, at - 3 * DAY)
    author = people_in_role(office.id, Role.SUPERVISOR)[0].id
    token = f"demo {office.id} question"
    operations.propose_question(first, office.id, Proposal(NEW), token, author, at - DAY)
