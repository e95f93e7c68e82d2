"""Links to a report."""

import datetime as dt

from mori.links.operations import Given
from mori.links.rules import Hand
from mori.recap.reports.figure_rules import Grouping, Report, Row
from mori.recap.reports.rules import Length, stretch_on
from mori.recap.shared.operations import share_report
from tests.cast import NOON, TODAY, Cast
from tests.links.holding import POST


def share(
    cast: Cast,
    token: str = "t",
    grouping: Grouping = Grouping.UNIT,
    at: dt.datetime = NOON,
) -> Given:
    """November, given by the coordinator."""
    report = Report(grouping, stretch_on(TODAY, Length.MONTH), [], Row(None, (), ()))
    by = (cast.banua.id, token, cast.wati.id, at, POST)
    return share_report(report, "Laporan per unit", Hand("Bu Umpama"), *by)
