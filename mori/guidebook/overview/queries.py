"""For Ringkasan: how many texts and suggestions wait for somebody's decision."""

from typing import Any

from mori.core.counts.overview import counted
from mori.core.db import literals

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
