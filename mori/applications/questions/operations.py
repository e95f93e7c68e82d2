"""Asking an office before applying, and answering."""

import datetime as dt

from mori.core.db import writing
from mori.notifications import operations as outbox
from mori.notifications.letters import letter
from mori.offices.models import Office

from . import queries
from .models import ApplicationQuestion


@writing()
def ask_question(
    office_id: int, text: str, email: str, locale: str, token: str, at: dt.datetime
) -> ApplicationQuestion:
    """Keep a question; the same form twice is one."""
    if there := queries.question_by_token(token):
        return there
    return ApplicationQuestion.create(
        office=office_id, token=token, text=text, email=email, locale=locale, asked_at=at
    )


@writing()
def answer_question(
    question: ApplicationQuestion,
    office: Office,
    answer: str,
    actor_id: int,
    at: dt.datetime,
    *,
    is_public: bool,
) -> None:
    """Answer, or answer otherwise; the first answer goes to whoever asked."""
    ApplicationQuestion.update(
        answer=answer, is_public=is_public, answered_at=at, answered_by=actor_id
    ).where(ApplicationQuestion.id == question.id).execute()
    if question.email:
        subject, body = letter(
            "applications/answer",
            question.locale,
            office=office.name,
            question=question.text,
            answer=answer,
        )
        token = f"application answer {question.key}"
        outbox.post_message(token, question.email, subject, body, at)
