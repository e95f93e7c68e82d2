"""Saying what one has understood, asking and answering, and signing."""

import datetime as dt
import json
from typing import NamedTuple

from flask_babel import lazy_gettext as _
from peewee import IntegrityError

from mori.accounts.models import Person
from mori.accounts.queries import person_by_id
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.markdown.rendering import paragraphs_of
from mori.core.states import lock
from mori.notifications import operations as outbox
from mori.notifications.letters import letter

from .. import queries as books
from ..editions.asked_rules import left_of, read_marks, tokens
from ..models import Edition, EditionChapter, Revision
from ..rules import Change, EditionState, Words
from ..writing.operations import Proposal, keep_draft
from . import queries
from .models import Acknowledgement, ParagraphQuestion, Signature
from .rules import Understanding, is_name_of
from .standing import answered_in, paragraphs_in, stands_of


class Reader(NamedTuple):
    """Who reads the books of which office."""

    person_id: int
    office_id: int


def acknowledge(reader: Reader, shown: EditionChapter, token: str, at: dt.datetime) -> None:
    """Keep that somebody has understood what stood before them; pressed twice it is once."""
    try:
        _acknowledge(reader, shown, token, at)
    except IntegrityError:  # the same press came twice at once: the other one was first
        _acknowledge(reader, shown, token, at)


@writing()
def _acknowledge(reader: Reader, shown: EditionChapter, token: str, at: dt.datetime) -> None:
    if queries.said_by_token(token):
        return
    left = _left(reader, shown)
    if left:
        _say(reader, shown, Understanding.UNDERSTOOD, left, token, at)


def _left(reader: Reader, shown: EditionChapter) -> dict[int, str]:
    chapter_id = shown.revision.chapter_id
    said = queries.said_by([reader.person_id], reader.office_id, chapter_id)
    return left_of(read_marks(shown.marks), answered_in(said))


def _say(
    reader: Reader,
    shown: EditionChapter,
    understanding: Understanding,
    marks: dict[int, str],
    token: str,
    at: dt.datetime,
) -> Acknowledgement:
    is_whole = not (_left(reader, shown).keys() - marks.keys())
    return Acknowledgement.create(
        token=token,
        person=reader.person_id,
        office=reader.office_id,
        chapter=shown.revision.chapter_id,
        shown=shown.id,
        understanding=understanding,
        marks=" ".join(tokens(marks)),
        asks=shown.asks if is_whole else "",
        at=at,
    )


def ask(
    reader: Reader, shown: EditionChapter, number: int, text: str, token: str, at: dt.datetime
) -> ParagraphQuestion:
    """Keep that a paragraph is not clear to somebody, and what they ask; the same form is once."""
    try:
        return _ask(reader, shown, number, text, token, at)
    except IntegrityError:
        return _ask(reader, shown, number, text, token, at)


@writing()
def _ask(
    reader: Reader, shown: EditionChapter, number: int, text: str, token: str, at: dt.datetime
) -> ParagraphQuestion:
    if there := queries.said_by_token(token):
        return queries.question_of(there)
    mark = read_marks(shown.marks).get(number)
    marks = {number: mark} if mark else {}
    said = _say(reader, shown, Understanding.UNCLEAR, marks, token, at)
    return ParagraphQuestion.create(
        acknowledgement=said.id,
        person=reader.person_id,
        office=reader.office_id,
        chapter=shown.revision.chapter_id,
        number=number,
        paragraph=paragraphs_in("id", shown)[number],
        text=text,
        asked_at=at,
    )


@writing()
def say_clear(question: ParagraphQuestion) -> None:
    """Whoever asked has understood it by now."""
    ParagraphQuestion.update(is_clear=True).where(ParagraphQuestion.id == question.id).execute()


@writing()
def answer_question(
    question: ParagraphQuestion, text: str, actor_id: int, at: dt.datetime, address: str
) -> None:
    """Answer once, for good; whoever asked reads it on the part's page, and is told."""
    if not text:
        raise Refused(_("Write an answer."))
    answered = ParagraphQuestion.update(answer=text, answered_by=actor_id, answered_at=at).where(
        ParagraphQuestion.id == question.id, ParagraphQuestion.answered_at.is_null()
    )
    if not answered.execute():
        there = queries.paragraph_question_by_key(question.key)
        if there and there.answer == text:
            return
        raise Refused(_("Somebody has answered this already. Their answer stands here."))
    person = person_by_id(question.person_id)
    if person.email:
        url = f"{address}/belajar/bagian/{question.chapter.key}"
        subject, body = letter("guidebook/answered", person.locale, url=url)
        outbox.post_message(f"paragraph {question.key}", person.email, subject, body, at)


@writing()
def take_into_chapter(question: ParagraphQuestion, actor_id: int, at: dt.datetime) -> Revision:
    """A draft of the chapter with the answer behind its paragraph, which goes the way of all
    proposals; asked for twice it is the same draft.
    """
    if question.revision_id:
        return books.revision_by_id(question.revision_id)
    if not question.answer:
        raise Refused(_("Answer it first: the answer is what joins the chapter."))
    base = books.text_in_force(question.office_id, question.chapter_id)
    if base is None:
        raise Refused(_("No text of this chapter is approved yet."))
    words = Words(base.title, _with_answer(base, question), base.title_en, base.body_en)
    said = Proposal(words, Change.MATERIAL, str(_("An answer to a question")), (), base.key)
    token = f"question {question.key}"
    made = keep_draft(question.chapter, question.office_id, said, token, actor_id, at)
    ParagraphQuestion.update(revision=made.id).where(ParagraphQuestion.id == question.id).execute()
    return made


def _with_answer(base: Revision, question: ParagraphQuestion) -> str:
    """The chapter's text with the answer behind the paragraph, or at its end where that is gone."""
    numbers = [int(each) for each in base.anchors.split()]
    texts = dict(zip(numbers, paragraphs_of(base.body), strict=False))
    paragraph = texts.get(question.number, "")
    before, found, after = base.body.partition(paragraph) if paragraph else (base.body, "", "")
    return f"{before}{found}\n\n{question.answer}\n\n{after}".strip()


def sign_book(
    person: Person, edition: Edition, typed_name: str, token: str, at: dt.datetime
) -> Signature:
    """Put somebody's name under a book as it stands; the same form twice is one signature."""
    try:
        return _sign(person, edition, typed_name, token, at)
    except IntegrityError:
        return _sign(person, edition, typed_name, token, at)


@writing()
def _sign(
    person: Person, edition: Edition, typed_name: str, token: str, at: dt.datetime
) -> Signature:
    there = queries.signature_by_token(token) or queries.signature_under(person.id, edition.id)
    if there:
        return there
    if not is_name_of(typed_name, person.name):
        raise Refused(
            _("Type your own name, as MORI knows it: %(name)s.", name=person.name),
        )
    if not lock(edition, where=[Edition.state == EditionState.CURRENT]):
        raise Refused(
            _("A newer edition was published in the meantime. Look at what changed, then sign.")
        )
    stands = stands_of([person.id], edition.office_id, "id")[person.id]
    stand = next(each for each in stands if each.edition.id == edition.id)
    if stand.left:
        raise Refused(
            _("Say of each part first whether it is clear to you. Not clear yet is an answer too.")
        )
    unclear = [part.title for part in stand.parts if part.waiting + part.answered]
    return Signature.create(
        token=token,
        person=person.id,
        office=edition.office_id,
        edition=edition.id,
        digest=edition.digest,
        typed_name=typed_name,
        name=person.name,
        unclear=json.dumps(unclear, ensure_ascii=False),
        at=at,
    )
