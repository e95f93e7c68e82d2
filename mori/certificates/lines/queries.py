"""Further lines of a transcript."""

from mori.certificates.statements.rules import ExtraLine

from .models import TranscriptLine


def lines_of(placement_id: int) -> tuple[ExtraLine, ...]:
    """As a statement has them: in the order of their days, those without one last."""
    rows = TranscriptLine.select().where(TranscriptLine.placement == placement_id)
    ordered = rows.order_by(TranscriptLine.day.is_null(), TranscriptLine.day, TranscriptLine.id)
    return tuple(
        ExtraLine(row.source, row.text, row.text_en, row.minutes, row.day) for row in ordered
    )
