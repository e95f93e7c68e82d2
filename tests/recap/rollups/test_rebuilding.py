"""Whole offices counted anew: by a command, by the background work, and by night in samples."""

import datetime as dt
import os
import signal

from mori.attendance.models import Attendance
from mori.attendance.operations import check_in
from mori.core.clock import now
from mori.core.db import db
from mori.logbook.models import Entry
from mori.offices.operations import add_holiday
from mori.offices.rules import HolidayKind
from mori.recap.models import DayFact, DayTally, OfficeRollup
from mori.recap.rollups import operations, queries, rebuilding_operations
from mori.recap.rollups.jobs import compare_next
from mori.recap.rollups.rebuilding_operations import (
    Building,
    compare_sample,
    count_lapses,
    rebuild_office,
)
from tests.cast import NOON, TODAY
from tests.conftest import close
from tests.logbook.writing import write_entry
from tests.recap.rollups.recounting import facts, rebuild, settle, wrong

DAY = dt.timedelta(days=1)


def test_an_office_that_never_was_is_counted_by_itself(cast, noon):
    write_entry(cast)

    settle()

    assert {row.office_id for row in OfficeRollup.select()} == {cast.banua.id, cast.seberang.id}
    assert facts(cast.banua)[cast.placement.id, TODAY].entries == 1
    assert wrong() == []
    assert Building()(NOON) is False  # nothing is left to do


def test_a_changed_calendar_has_days_counted_anew(cast, noon):
    rebuild()
    check_in(cast.placement, TODAY, cast.sari.id, NOON)
    assert facts(cast.banua)[cast.placement.id, TODAY].late == 1

    add_holiday(cast.banua.id, TODAY, "Libur", HolidayKind.LOCAL)
    settle()

    assert (cast.placement.id, TODAY) not in facts(cast.banua)
    assert wrong() == []


def test_an_entry_lapses_when_the_third_working_day_begins(cast, noon):
    write_entry(cast)
    rebuild()

    noon.shift(4 * DAY)  # Sunday
    count_lapses(now())
    assert not facts(cast.banua)[cast.placement.id, TODAY].lapsed

    noon.shift(13 * DAY / 24)  # Monday, 1.00
    count_lapses(now())

    assert facts(cast.banua)[cast.placement.id, TODAY].lapsed == 1
    assert wrong() == []


def test_what_was_changed_without_a_word_is_found_by_night_and_mended(cast, noon):
    write_entry(cast)
    rebuild()
    Entry.update(minutes=90).execute()
    DayTally.update(sick=7).where(DayTally.office == cast.banua, DayTally.of == "").execute()

    differing = compare_sample(cast.banua, NOON)

    assert differing > 1
    assert queries.counting_of(cast.banua.id).differing == differing
    assert wrong() == []


def test_each_office_is_compared_in_its_own_night(cast, noon):
    rebuild()
    noon.move_to(dt.datetime(2026, 11, 18, 17, 30, tzinfo=dt.UTC))  # 1.30 WITA, 0.30 WIB

    assert compare_next(now())
    assert not compare_next(now())

    compared = {row.office_id for row in OfficeRollup.select() if row.compared_at}
    assert compared == {cast.banua.id}


def test_the_command_counts_all_offices(app, cast, noon):
    write_entry(cast)

    said = app.test_cli_runner().invoke(args=["recap", "rebuild"], catch_exceptions=False)

    assert "63 Perwakilan Banua: 2 of 2 internships" in said.output
    assert "18 Perwakilan Seberang: counted anew." in said.output
    assert facts(cast.banua)[cast.placement.id, TODAY].entries == 1


def test_the_command_knows_no_other_office(app, cast):
    said = app.test_cli_runner().invoke(args=["recap", "rebuild", "--office", "99"])

    assert said.exit_code == 2
    assert "No office has this code." in said.output


def test_killed_half_way_it_may_begin_again(committed, monkeypatch):
    cast = committed.cast
    write_entry(cast)
    Attendance.create(placement=cast.placement_tono, person=cast.tono, office=cast.banua, day=TODAY)
    monkeypatch.setattr(rebuilding_operations, "AT_ONCE", 1)

    _kill_in_the_middle(cast.banua)

    assert DayFact.select().count()  # the first placement's, whole
    assert not OfficeRollup.select().count()
    assert {row.placement_id for row in DayFact.select()} == {cast.placement.id}
    settle()
    assert wrong() == []


def _kill_in_the_middle(office) -> None:
    """A process of its own is killed as it has written half of the second placement's days."""
    close(db.obj)  # or the two would share a connection
    child = os.fork()
    if child == 0:
        add, done = operations.add_to_sums, []

        def add_or_die(changes):
            done.append(1)
            if len(done) == 2:
                os.kill(os.getpid(), signal.SIGKILL)
            add(changes)

        operations.add_to_sums = add_or_die
        for _progress in rebuild_office(office, now()):
            pass
        os._exit(1)
    _pid, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
