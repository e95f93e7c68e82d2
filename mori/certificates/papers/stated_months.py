"""What a paper states of an internship: gathered once, when it gets its number."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from mori.attendance.months import totals_of
from mori.attendance.queries import attendance_between
from mori.certificates.lines.queries import lines_of
from mori.certificates.signatories.models import Signatory
from mori.certificates.statements.rules import (
    Attended,
    Competence,
    PaperKind,
    Signing,
    StatedAssessment,
    StatedMark,
    Statement,
    UnitStay,
)
from mori.evaluation.assessments.queries import finals_of
from mori.evaluation.assessments.rows import LockedResult
from mori.guidance.plans.queries import outcome_hours
from mori.logbook.book.queries import entries_of_placement
from mori.placements.models import Placement
from mori.placements.queries import placement_by_key, spans_of
from mori.web.i18n import catalogue

from . import queries
from .models import Paper


def statement_of(
    paper: Paper, number: str, day: dt.date, signatory: Signatory, signing: Signing, address: str
) -> Statement:
    """Every fact of it, as it is on this day; ``address`` is where this MORI is reached."""
    frame = _frame(paper, number, day, signatory, signing, address)
    if paper.placement is None:
        return _of_attendance(Attended.from_json(paper.attended), frame)
    placement: Any = placement_by_key(paper.placement.key)
    sums, is_transcript = (
        totals_of(placement, placement.ends_on),
        paper.kind is PaperKind.TRANSCRIPT,
    )
    final = finals_of([placement.id]).get(placement.id)
    return Statement(
        **frame,
        name=placement.person.name,
        student_number="",
        institution=placement.institution_name,
        programme=placement.programme,
        kind_label=catalogue("id").gettext(placement.kind.english),
        kind_label_en=catalogue("en").gettext(placement.kind.english),
        starts_on=placement.starts_on,
        ends_on=placement.ends_on,
        units=tuple(_stays(placement)),
        days_present=sums.present,
        entries_initialled=_initialled(placement.id),
        minutes=sum(sums.minutes),
        assessment=_assessment(final, paper) if final else None,
        competences=tuple(_competences(placement.id)) if is_transcript else (),
        lines=lines_of(placement.id) if is_transcript else (),
    )


def _frame(
    paper: Paper, number: str, day: dt.date, signatory: Signatory, signing: Signing, address: str
) -> dict[str, Any]:
    """What every paper states of itself, its office and who signs it."""
    office = paper.office
    return {
        "kind": paper.kind,
        "locale": paper.locale,
        "number": number,
        "office_code": office.code,
        "office": office.name,
        "letterhead": tuple(line for line in office.letterhead.splitlines() if line.strip()),
        "office_address": office.address,
        "place": office.seat,
        "issued_on": day,
        "signatory": signatory.name,
        "signatory_post": (paper.locale == "en" and signatory.post_en) or signatory.post,
        "signing": signing,
        "signed_on": None,
        "replaces": queries.paper_by_id(paper.replaces_id).number if paper.replaces_id else "",
        "address": address,
    }


def _of_attendance(said: Attended, frame: dict[str, Any]) -> Statement:
    """What was noted when it was made; nothing of it is asked again."""
    return Statement(
        **frame,
        name=said.name,
        student_number="",
        institution=said.community,
        programme=said.event,
        kind_label=said.kind_label,
        kind_label_en=said.kind_label_en,
        starts_on=said.starts_on,
        ends_on=said.ends_on,
        units=(),
        days_present=said.days,
        entries_initialled=0,
        minutes=said.minutes,
        assessment=None,
        competences=(),
        lines=(),
        attended=said,
    )


def _stays(placement: Placement) -> Iterable[UnitStay]:
    """The units in their order, each with the days on which the intern was there."""
    rows = attendance_between(
        placement=placement.id, first=placement.starts_on, last=placement.ends_on
    )
    present = [row.day for row in rows if not row.kind.is_away]
    for span in spans_of([placement.id]):
        first, last = span.starts_on, span.ends_on
        yield UnitStay(span.unit.name, first, last, sum(first <= day <= last for day in present))


def _competences(placement_id: int) -> Iterable[Competence]:
    for each in outcome_hours(placement_id):
        yield Competence(each.label, each.required_minutes, each.initialled_minutes)


def _initialled(placement_id: int) -> int:
    return sum(entry.state.is_approved for entry in entries_of_placement(placement_id))


def _assessment(final: LockedResult, paper: Paper) -> StatedAssessment | None:
    """The letter says that somebody was here, and nothing of how they were judged."""
    if paper.kind is PaperKind.LETTER:
        return None
    scheme = final.scheme
    return StatedAssessment(
        scheme=scheme.name if paper.locale == "id" else scheme.name_en,
        lowest=scheme.lowest,
        highest=scheme.highest,
        aspects=tuple(StatedMark(each.label, each.label_en, each.value) for each in final.aspects),
        result=final.result,
        band=final.band,
        band_en=final.band_en,
    )
