"""For Ringkasan: how many texts and questions wait for somebody."""

from typing import Any

from mori.core.counts.overview import counted
from mori.core.db import literals

from ..agreeing.models import ParagraphQuestion
from ..models import Revision
from ..rules import RevisionState


def texts_to_decide(office: Any) -> Any:
    """One row: those that are proposed."""
    rows = Revision.select().where(
        Revision.office == office, Revision.state.in_(literals([RevisionState.PROPOSED]))
    )
    return counted("book texts", rows)


def questions_to_answer(office: Any) -> Any:
    """One row: what interns do not understand, and nobody has answered."""
    rows = ParagraphQuestion.select().where(
        ParagraphQuestion.office == office, ParagraphQuestion.answered_at.is_null()
    )
    return counted("book questions", rows)
