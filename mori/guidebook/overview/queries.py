"""For Ringkasan: how many texts, suggestions and questions wait for somebody."""

from typing import Any

from mori.core.counts.overview import counted
from mori.core.db import literals

from ..agreeing.models import ParagraphQuestion
from ..models import Revision
from ..rules import RevisionState
from ..suggesting.models import Suggestion
from ..suggesting.rules import SuggestionState


def texts_to_decide(office: Any) -> Any:
    """One row: those that are proposed."""
    rows = Revision.select().where(
        Revision.office == office, Revision.state.in_(literals([RevisionState.PROPOSED]))
    )
    return counted("book texts", rows)


def suggestions_to_decide(office: Any) -> Any:
    """One row: what interns suggested and nobody has decided on."""
    rows = Suggestion.select().where(
        Suggestion.office == office, Suggestion.state.in_(literals([SuggestionState.WAITING]))
    )
    return counted("book suggestions", rows)


def questions_to_answer(office: Any) -> Any:
    """One row: what interns do not understand, and nobody has answered."""
    rows = ParagraphQuestion.select().where(
        ParagraphQuestion.office == office, ParagraphQuestion.answered_at.is_null()
    )
    return counted("book questions", rows)
