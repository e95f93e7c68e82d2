"""Several who write at once, and offices that are counted anew meanwhile."""

import datetime as dt

import pytest

from mori.attendance.operations import check_in, check_out
from mori.core.clock import now
from mori.logbook.operations import Writing, approve_entry, submit_entry
from mori.recap.models import DayTally
from mori.recap.rollups.rebuilding_operations import rebuild_office
from tests.cast import NOON, TODAY
from tests.logbook.writing import write_entry
from tests.recap.rollups.recounting import post_of, rebuild, wrong
from tests.support.together import all_at_once

DAY = dt.timedelta(days=1)


def test_two_rebuilt_at_once_and_written_meanwhile(committed):
    cast = committed.cast
    rebuild()
    write_entry(cast)

    def come() -> None:
        for number in range(8):
            for placement, person in (
                (cast.placement, cast.sari), (cast.placement_tono, cast.tono),
            ):  # fmt: skip
                check_in(placement, TODAY - number * DAY, person.id, NOON - number * DAY)

    def count() -> None:
        for _progress in rebuild_office(cast.banua, now()):
            pass

    assert all_at_once(count, come, count) == ["done"] * 3
    assert wrong() == []


@pytest.mark.parametrize("turn", range(3))
def test_several_writers_of_one_day_lose_nothing(committed, turn):
    cast = committed.cast
    rebuild()
    check_in(cast.placement, TODAY, cast.sari.id, NOON - DAY / 6)

    def write(placement) -> None:
        entry = submit_entry(post_of(placement, TODAY), TODAY, Writing("Hari ini."), "t", NOON)
        approve_entry(entry, 1, cast.budi.id, NOON)

    ends = all_at_once(
        lambda: write(cast.placement),
        lambda: check_out(cast.placement, TODAY, cast.sari.id, NOON),
        lambda: check_in(cast.placement_tono, TODAY, cast.tono.id, NOON),
        lambda: write(cast.placement_tono),
    )

    assert ends == ["done"] * 4
    assert wrong() == []
    (row,) = DayTally.select().where(DayTally.dimension == "office", DayTally.day == TODAY)
    assert (row.entries, row.initialled, row.present, row.minutes) == (2, 2, 2, 240)
