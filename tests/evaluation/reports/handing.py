"""Reports as tests need them."""

from mori.core.db import new_key
from mori.evaluation.reports.models import Report
from mori.evaluation.reports.operations import hand_in_report
from mori.evaluation.reports.queries import report_of
from mori.placements.models import Placement
from tests.cast import NOON

LINK = "https://contoh.example/laporan"


def hand_in_link(placement: Placement, title: str = "Laporan akhir", at=NOON) -> Report:
    hand_in_report(placement, title, None, LINK, new_key(), at)
    report = report_of(placement.id)
    assert report
    return report
