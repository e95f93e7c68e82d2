"""Assessments as tests need them, written without asking whether they may be."""

import datetime as dt
from collections.abc import Mapping

from mori.accounts.models import Person
from mori.core.workdays import DAY
from mori.evaluation.assessments import queries
from mori.evaluation.assessments.models import AspectMark, Assessment, Marking
from mori.evaluation.assessments.rows import Round
from mori.evaluation.assessments.rules import AssessmentState
from mori.evaluation.rules import Moment
from mori.evaluation.schemes.queries import aspects_of
from mori.placements.models import Placement, UnitSpan
from tests.cast import NOON, TODAY, Cast


def end_on(placement: Placement, day: dt.date) -> None:
    """Let an internship, and the last of its units, end on a day."""
    Placement.update(ends_on=day).where(Placement.id == placement.id).execute()
    last = UnitSpan.select().where(UnitSpan.placement == placement.id)
    last = last.order_by(UnitSpan.position.desc()).first()
    UnitSpan.update(ends_on=day).where(UnitSpan.id == last.id).execute()


def split_stay(cast: Cast, day: dt.date = TODAY - 9 * DAY) -> None:
    """Let Sari go on with Budi in Pencegahan after a day."""
    first = UnitSpan.get(UnitSpan.placement == cast.placement.id)
    UnitSpan.create(
        placement=cast.placement,
        unit=cast.pencegahan,
        position=1,
        starts_on=day + DAY,
        ends_on=first.ends_on,
        supervisor=cast.budi,
    )
    UnitSpan.update(ends_on=day).where(UnitSpan.id == first.id).execute()


def two_stays(cast: Cast, end: dt.date = TODAY) -> None:
    """Sari was with Rina in PVL, then with Budi in Pencegahan, until an end."""
    split_stay(cast)
    end_on(cast.placement, end)


def round_of(placement: Placement, moment: Moment = Moment.FINAL) -> Round:
    """As it stands now; of units the first."""
    (placement,) = queries.placements_of([placement.id])
    return next(
        each for each in queries.rounds_of([placement])[placement.id] if each.moment is moment
    )


def begun(each: Round, state: AssessmentState = AssessmentState.DRAFT) -> Assessment:
    """The row of a round."""
    if each.row:
        Assessment.update(state=state).where(Assessment.id == each.row.id).execute()
        return Assessment.get_by_id(each.row.id)
    moment, unit, turn = each.occasion.place
    return Assessment.create(
        placement=each.placement.id,
        office=each.office_id,
        moment=moment,
        unit=unit,
        turn=turn,
        scheme=each.scheme.id,
        state=state,
        made_at=NOON,
        locked_at=NOON if state is AssessmentState.LOCKED else None,
    )


def given(
    row: Assessment, author: Person, value: int | None, others: Mapping[int, int] | None = None
) -> Marking:
    """What somebody sent: a value for every aspect, and others for some, by their place."""
    marking = Marking.create(
        assessment=row.id,
        author=author.id,
        is_self=author.id == row.placement.person_id,
        revision=1,
        sent_at=NOON,
    )
    for place, aspect in enumerate(aspects_of(row.scheme_id)):
        AspectMark.create(
            marking=marking.id, aspect=aspect.id, value=(others or {}).get(place, value)
        )
    return marking


def address_of(each: Round) -> str:
    return f"/penilaian/tugas/{each.placement.key}/{each.address}"


def filled(each: Round, mark: object, **more: str) -> dict[str, str]:
    """The form with the same mark for every aspect; a reason stands by each."""
    form = {"token": "t", "seen": "0", "words": "Bekerja dengan teliti."}
    for aspect in aspects_of(each.scheme.id):
        form |= {f"n-{aspect.key}": str(mark), f"r-{aspect.key}": "Tampak setiap hari."}
    return form | more
