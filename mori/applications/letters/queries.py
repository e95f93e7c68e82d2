"""Letters of an office's replies, and how they are worded."""

import datetime as dt
from typing import Any

from mori.accounts.models import Person
from mori.offices.models import Office

from ..models import Application
from .models import LetterWording, ReplyLetter, ReplyLetterEvent
from .rules import LetterKind


def _whole() -> Any:
    return (
        ReplyLetter.select(ReplyLetter, Office, Application)
        .join(Office)
        .switch(ReplyLetter)
        .join(Application)
    )


def letter_by_key(key: str) -> ReplyLetter | None:
    found: ReplyLetter | None = _whole().where(ReplyLetter.key == key).get_or_none()
    return found


def letter_by_id(letter_id: int) -> ReplyLetter:
    found: ReplyLetter = _whole().where(ReplyLetter.id == letter_id).get()
    return found


def letter_by_token(token: str) -> ReplyLetter | None:
    found: ReplyLetter | None = _whole().where(ReplyLetter.token == token).get_or_none()
    return found


def letters_of(application_id: int) -> list[ReplyLetter]:
    rows = ReplyLetter.select().where(ReplyLetter.application == application_id)
    return list(rows.order_by(ReplyLetter.id.desc()))


def letters_about(application_id: int, applicant_id: int) -> list[ReplyLetter]:
    """Those that name somebody who was not accepted, and are not erased yet."""
    return [
        row
        for row in letters_of(application_id)
        if applicant_id in row.applicant_ids and row.statement and not row.kind.is_of_the_accepted
    ]


def events_of(letter_id: int) -> list[ReplyLetterEvent]:
    rows = (
        ReplyLetterEvent.select(ReplyLetterEvent, Person)
        .left_outer_join(Person)
        .where(ReplyLetterEvent.letter == letter_id)
    )
    return list(rows.order_by(ReplyLetterEvent.id.desc()))


def next_to_print(at: dt.datetime) -> ReplyLetter | None:
    found: ReplyLetter | None = (
        _whole().where(ReplyLetter.print_at <= at).order_by(ReplyLetter.print_at).first()
    )
    return found


def wording_of(office_id: int, kind: LetterKind, locale: str) -> LetterWording | None:
    return LetterWording.get_or_none(
        LetterWording.office == office_id,
        LetterWording.kind == kind,
        LetterWording.locale == locale,
    )
