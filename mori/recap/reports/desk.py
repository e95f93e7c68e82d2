"""The one place where a report is computed; page, paper, workbook, CSV and links lay it out."""

import datetime as dt
from typing import NamedTuple

from ..rollups.figure_queries import Figure, tallies, waits
from ..rollups.queries import counting_of
from ..rollups.rules import NOUGHT, Tally
from ..rules import Dimension
from .figure_rules import Grouping, Measure, Report, Row, report_from
from .queries import values_of
from .rules import Period


def report_of(
    office_id: int, grouping: Grouping, period: Period, today: dt.date, locale: str
) -> Report:
    span = (office_id, grouping.dimension, period.first, _last(period, today))
    waited = waits(*span)
    found = tallies(*span) if waited is not None and period.first <= today else []
    values = values_of(grouping, [tally.of for tally in found], locale)
    return report_from(grouping, period, found, waited, values, today)


def report_of_one(
    office_id: int, grouping: Grouping, period: Period, today: dt.date, locale: str, one: Measure
) -> Report:
    """A report of which one figure alone is asked for, with a statement fewer."""
    span = (office_id, grouping.dimension, period.first, _last(period, today))
    if one.is_median:
        waited = waits(*span)
        found = [Tally(of, *NOUGHT) for of in waited or ()]
    else:
        found = tallies(*span)
        waited = {} if found or counting_of(office_id) else None
    values = values_of(grouping, [tally.of for tally in found], locale)
    return report_from(grouping, period, found, waited, values, today)


def _last(period: Period, today: dt.date) -> dt.date:
    """What is planned for days to come, a first day or field duty, has not happened yet."""
    return min(period.last, today)


class Behind(NamedTuple):
    """A figure whose rows are asked for."""

    report: Report
    row: Row
    measure: Measure

    def figure(self, office_id: int, today: dt.date) -> Figure:
        dimension = self.report.grouping.dimension if self.row.value else Dimension.OFFICE
        of, *others = self.row.ofs if self.row.value else ("",)
        sums, period = self.measure.sums, self.report.period
        span = (period.first, _last(period, today))
        return Figure(
            office_id, dimension, of, sums[0], *span, tuple(others), also_measured=sums[1:]
        )
