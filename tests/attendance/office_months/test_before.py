"""Days off from before anybody confirmed them: what the office had set is confirmed thereby."""

import time_machine
from playhouse.migrations import Runner

from mori.attendance.day_operations import DaySaid, Whose, set_day
from mori.attendance.models import Attendance
from mori.attendance.rules import AttendanceKind
from mori.cli import MIGRATIONS
from mori.core.db import db
from mori.core.workdays import DAY
from tests.cast import NOON, TODAY, Committed

SATURDAY = TODAY - 4 * DAY


def test_what_a_signed_sheet_had_set_is_confirmed_and_other_days_wait(committed: Committed):
    cast = committed.cast
    with time_machine.travel(NOON), db.connection_context():
        whose = Whose(cast.placement.id, cast.sari.id, cast.banua.id)
        set_day(whose, SATURDAY, DaySaid(AttendanceKind.PRESENT), None, "sheet", cast.wati.id, NOON)
        Attendance.create(
            placement=cast.placement, person=cast.sari, office=cast.banua, day=SATURDAY - 7 * DAY
        )
        runner = Runner(db.obj, str(MIGRATIONS))

        runner.down("0052_months_that_count")
        runner.up()

        found = {row.day: row.confirmed_at for row in Attendance.select()}
    assert found == {SATURDAY: NOON, SATURDAY - 7 * DAY: None}
