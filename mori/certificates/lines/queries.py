"""Further lines of a transcript."""

from mori.certificates.statements.rules import ExtraLine
from mori.placements.passport.queries import competences_met

from .models import TranscriptLine


def lines_of(placement_id: int) -> tuple[ExtraLine, ...]:
    """As a statement has them: in the order of their days, those without one last.

    At the end what stands in the rotation passport.
    """
    rows = TranscriptLine.select().where(TranscriptLine.placement == placement_id)
    ordered = rows.order_by(TranscriptLine.day.is_null(), TranscriptLine.day, TranscriptLine.id)
    said = [ExtraLine(row.source, row.text, row.text_en, row.minutes, row.day) for row in ordered]
    met = [
        ExtraLine(f"competence {row.key}", f"{row.unit.short}: {row.text}", "", None, None)
        for row in competences_met(placement_id)
    ]
    return (*said, *met)
