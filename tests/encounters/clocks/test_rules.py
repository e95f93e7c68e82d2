"""What the rows of clocks and stages promise each other, and what a calendar is given."""

import datetime as dt

from mori.encounters.clocks.reminders_rules import reminders
from mori.encounters.clocks.rules import DaysOff, clocks, readings
from mori.encounters.clocks.stages_rules import STEPS, Stage, stage_of
from mori.encounters.rules import FIELDS, Note, Unit
from tests.cast import NOON, TODAY

WAIT_FOR_NOBODY = {Stage.PLANNED, Stage.FINE, Stage.SETTLED, Stage.TOLD, Stage.CLOSED}


def test_every_stage_that_waits_names_its_clock_or_says_why_not():
    known = {each.code for each in clocks()}

    silent = [each for each in Stage if not each.is_waiting]

    assert set(silent) == WAIT_FOR_NOBODY
    assert {code for each in Stage for code in each.clocks} == known
    assert not [each for each in Stage if each.clocks and each.why]


def test_every_clock_names_days_of_a_note_and_where_it_is_written():
    for each in clocks():
        assert {each.starts, *each.ends} <= FIELDS.keys()
        assert each.article.startswith(("UU ", "PO "))
        assert each.source
        assert each.verified_on <= TODAY.replace(month=11, day=30)
        assert all(each.names.values())
        assert all(each.unknown.values())


def test_every_step_of_the_way_is_a_stage():
    found = {stage_of(Note(**{name: TODAY})) for name, _stage in STEPS}

    others = {
        stage_of(Note()),
        stage_of(Note(served_on=TODAY)),
        stage_of(Note(served_on=TODAY, happened=("late",))),
        stage_of(Note(served_on=TODAY, happened=("fine",))),
        stage_of(Note(answered_on=TODAY, answer="settled")),
    }
    assert found | others == set(Stage)


def test_a_calendar_is_told_the_days_and_nothing_of_the_note():
    note = Note(
        service="Akta rahasia",
        agency="Dinas Rahasia",
        officer="Petugas Rahasia",
        served_on=TODAY,
        promise=5,
        promise_unit=Unit.WORKING.value,
        received_on=TODAY,
    )
    read = readings(note, TODAY, DaysOff())

    file = reminders(note, read, lambda each: f"{each.clock.names['id']}, {each.clock.code}", NOON)

    assert file.count("BEGIN:VEVENT") == 4  # promise, complaint, first answer, two years
    assert file.count("BEGIN:VALARM") == 8
    assert f"DTSTART;VALUE=DATE:{TODAY + dt.timedelta(days=14):%Y%m%d}" in file
    assert "ahasia" not in file
    assert all(len(line.encode()) <= 75 for line in file.split("\r\n"))
    assert len(file) <= 2_500
