"""Questions that were asked before applying."""

from .models import ApplicationQuestion

PAGE = 30
MOST_SHOWN = 20  # answers that anybody reads


def question_by_key(key: str) -> ApplicationQuestion | None:
    return ApplicationQuestion.get_or_none(ApplicationQuestion.key == key)


def question_by_token(token: str) -> ApplicationQuestion | None:
    return ApplicationQuestion.get_or_none(ApplicationQuestion.token == token)


def waiting_questions(office_id: int, after: int | None = None) -> list[ApplicationQuestion]:
    """What an office has not answered yet, the oldest first, one page and one more."""
    found = ApplicationQuestion.select().where(
        ApplicationQuestion.office == office_id,
        ApplicationQuestion.answered_at.is_null(),
        ApplicationQuestion.id > (after or 0),
    )
    return list(found.order_by(ApplicationQuestion.id).limit(PAGE + 1))


def answered_questions(office_id: int, before: int | None = None) -> list[ApplicationQuestion]:
    """What it has answered, the latest first, one page and one more."""
    found = ApplicationQuestion.select().where(
        ApplicationQuestion.office == office_id, ApplicationQuestion.answered_at.is_null(False)
    )
    if before:
        found = found.where(ApplicationQuestion.id < before)
    return list(found.order_by(ApplicationQuestion.id.desc()).limit(PAGE + 1))


def public_answers(office_id: int) -> list[ApplicationQuestion]:
    """What everybody may read, the latest answer first."""
    return list(
        ApplicationQuestion.select()
        .where(
            ApplicationQuestion.office == office_id,
            ApplicationQuestion.answered_at.is_null(False),
            ApplicationQuestion.is_public,
        )
        .order_by(ApplicationQuestion.answered_at.desc(), ApplicationQuestion.id.desc())
        .limit(MOST_SHOWN)
    )
