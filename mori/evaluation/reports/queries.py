"""Reports with their versions, and presentations."""

from typing import NamedTuple

from mori.accounts.models import Person
from mori.evaluation.assessments.models import Assessment
from mori.evaluation.assessments.queries import reviewers_of
from mori.evaluation.assessments.rules import AssessmentState
from mori.evaluation.rules import Moment
from mori.placements.models import Placement
from mori.placements.queries import placement_by_key
from mori.uploads.models import Upload

from .models import Presentation, Report
from .rules import MOST_VERSIONS


def reports_of(placement_id: int) -> list[Report]:
    """All versions of a placement's report, the last one first."""
    return list(
        Report.select(Report, Upload)
        .left_outer_join(Upload)
        .where(Report.placement == placement_id)
        .order_by(Report.id.desc())
        .limit(MOST_VERSIONS)
    )


def report_of(placement_id: int) -> Report | None:
    """The version that counts."""
    return next(iter(reports_of(placement_id)), None)


class Readable(NamedTuple):
    """An internship whose report somebody reads, and which version of it, if it is one.

    Whoever assesses it reads like its supervisors.
    """

    placement: Placement
    report: Report | None
    supervisor_ids: set[int | None]

    @property
    def person_id(self) -> int:
        return self.placement.person_id

    @property
    def office_id(self) -> int:
        return self.placement.office_id


def placement_to_read(key: str) -> Readable | None:
    placement = placement_by_key(key)
    return readable(placement) if placement else None


def report_to_read(key: str) -> Readable | None:
    """One version with its file."""
    joined = Report.select(Report, Upload, Placement).left_outer_join(Upload).switch(Report)
    report = joined.join(Placement).where(Report.key == key).get_or_none()
    placement = report and placement_by_key(report.placement.key)
    return readable(placement, report) if placement else None


def readable(placement: Placement, report: Report | None = None) -> Readable:
    """Who reads of an internship."""
    readers = placement.supervisor_ids | reviewers_of(placement.id)
    return Readable(placement, report, readers)


def report_by_token(token: str) -> Report | None:
    return Report.get_or_none(Report.token == token)


def is_report_closed(placement_id: int) -> bool:
    """Whether it was assessed, by itself or with the whole, and that stands."""
    locked = Assessment.select().where(
        Assessment.placement == placement_id,
        Assessment.moment.in_([Moment.REPORT, Moment.FINAL]),
        Assessment.state == AssessmentState.LOCKED,
    )
    return bool(locked.exists())


def presentation_of(placement_id: int) -> Presentation | None:
    return (
        Presentation.select(Presentation, Person)
        .join(Person)
        .where(Presentation.placement == placement_id)
        .get_or_none()
    )
