"""For Ringkasan: conclusions that an office promised and owes."""

from typing import Any

from mori.core.counts.overview import counted
from mori.core.db import literals

from ..matters.models import Matter
from ..matters.rules import WAITING, MatterKind, MatterState


def conclusions_owed(office: Any, today: Any) -> Any:
    """One row: consultations whose promised day is over. That day is never before the reveal."""
    rows = Matter.select().where(
        Matter.office == office,
        Matter.state.in_(literals([*WAITING, MatterState.REVEALED])),
        Matter.kind.in_(literals([MatterKind.CONSULTATION])),
        Matter.conclusion_due_on < today,
    )
    return counted("conclusions_owed", rows)
