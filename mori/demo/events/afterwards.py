"""What came of the meeting that is reported: who was there, what they say of it, certificates."""

import datetime as dt
from itertools import cycle

from mori.access.roles import Role
from mori.accounts.models import Person
from mori.accounts.queries import people_in_role
from mori.certificates.papers.queries import papers_keyed
from mori.certificates.signatories.queries import signatory_on
from mori.certificates.signing.operations import sign_papers
from mori.core.clock import local_date, moment
from mori.core.db import token_for
from mori.core.tickets import key_of
from mori.events.agenda.operations import SessionFacts, add_session
from mori.events.certifying.operations import Issuing, issue_certificates
from mori.events.certifying.queries import papers_of
from mori.events.impressions.operations import Said, give_impression, show_together
from mori.events.impressions.rules import Answer
from mori.events.models import Event, Participant
from mori.events.presence.desk import halves_of
from mori.events.presence.operations import Way, mark_present
from mori.events.presence.rules import How
from mori.events.queries import participant_by_key, participants_of
from mori.events.questions.operations import choose_questions, keep_answers, show_answered
from mori.events.questions.queries import questions_of, wordings_offered
from mori.events.questions.rules import MOST, When
from mori.events.rules import Method
from mori.guidebook.editions.queries import chapters_in, current_edition
from mori.guidebook.queries import all_books
from mori.offices.models import Office

SAY = 8  # of those who were there
HELPED = ("Latihan berpasangan dengan contoh dari pasar.", "Lembar peraga satu halaman.", "")
OTHERWISE = ("Waktu latihan lebih panjang.", "", "Mulai tepat waktu, ya.", "")
ANSWERS = (
    (Answer.YES, Answer.YES, Answer.YES),
    (Answer.YES, Answer.PARTLY, Answer.YES),
    (Answer.PARTLY, Answer.YES, Answer.YES),
)


def plan_day(event: Event, at: dt.datetime) -> None:
    """A morning and an afternoon, the former about a chapter with questions if there is one."""
    edition, chapter = chapter_with_questions(event.office_id)
    for hour, title in ((8, "Empat syarat sebelum ke loket"), (13, "Latihan mengajar lagi")):
        hours = (event.starts_on, dt.time(hour, 30), dt.time(hour + 3))
        named = (chapter, edition) if hour == 8 else ("", "")
        facts = SessionFacts(*hours, title, Method.PRACTICE, *named, "", "")
        add_session(event, key_of(f"{event.key} {hour}"), facts, [], at)


def chapter_with_questions(office_id: int) -> tuple[str, str]:
    """Slug of an edition in force, and of a chapter in it."""
    for book in all_books():
        edition = current_edition(office_id, book.id)
        for page in chapters_in(edition.id) if edition else ():
            if edition and page.quiz:
                return edition.slug, page.slug
    return "", ""


def ask_three(event: Event, coordinator: Person, at: dt.datetime) -> None:
    """The first questions of the chapters that its agenda names."""
    choose_questions(event, wordings_offered(event)[:MOST], coordinator.id, at)


def look_back(event: Event, coordinator: Person, at: dt.datetime) -> None:
    """One missed more than a certificate allows; the others have theirs, signed where the head
    signs by a tap.
    """
    people = participants_of(event.id)
    words = zip(cycle(ANSWERS), cycle(HELPED), cycle(OTHERWISE), strict=False)
    for row, (answers, helped, otherwise) in zip(people[1 : SAY + 1], words, strict=False):
        if found := participant_by_key(row.key):
            give_impression(found, Said(*answers, helped, otherwise))
    show_together(event.id)
    _answer(event, people, coordinator, at)
    _issue(event, people, coordinator, at)


def mark_day(event: Event, coordinator: Person) -> None:
    """The first came to nothing, the second to half of it, all others to all."""
    for number, row in enumerate(participants_of(event.id)):
        halves = halves_of(event).all
        for half in halves[: number if number < len(halves) else None]:
            seen = moment(half.day, dt.time(9 if half.part == "am" else 14), event.office.zone)
            token = token_for("demo back", row.key, half)
            mark_present(row, half, Way(How.HAND, actor_id=coordinator.id), seen, token, seen)


def _answer(event: Event, people: list[Participant], coordinator: Person, at: dt.datetime) -> None:
    """Before, few knew it; after, most."""
    ask_three(event, coordinator, at)
    asked = questions_of(event.id)
    for number, row in enumerate(people[1 : SAY + 1] if asked else ()):
        if found := participant_by_key(row.key):
            for when, knows in ((When.BEFORE, 3), (When.AFTER, 7)):
                right = {each.id: number < knows - n for n, each in enumerate(asked)}
                keep_answers(found, when, right)
    for when in When:
        show_answered(event.id, when)


def _issue(event: Event, people: list[Participant], coordinator: Person, at: dt.datetime) -> None:
    office: Office = event.office
    today = local_date(at, office.zone)
    if signatory_on(office.id, today) is None:
        return
    issuing = Issuing("id", today, coordinator.id, at, "http://127.0.0.1:8000")
    issue_certificates(event, people, f"demo back {event.key}", issuing)
    keys = [paper.key for paper in papers_of([row.id for row in people]).values()]
    papers = [each for each in papers_keyed(office.id, keys) if each.signing.is_in_mori]
    heads = people_in_role(office.id, Role.HEAD)
    if papers and heads:
        sign_papers(papers[:-1], heads[0].id, at)  # one waits for the head
