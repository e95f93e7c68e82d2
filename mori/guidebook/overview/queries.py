"""For Ringkasan: how many texts wait for somebody's decision."""

from typing import Any

from mori.core.counts.overview import counted
from mori.core.db import literals

from ..models import Revision
from ..rules import RevisionState


def texts_to_decide(office: Any) -> Any:
    """One row: those that are proposed."""
    rows = Revision.select().where(
        Revision.office == office, Revision.state.in_(literals([RevisionState.PROPOSED]))
    )
    return counted("book texts", rows)
