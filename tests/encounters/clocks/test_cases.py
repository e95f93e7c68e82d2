"""One table of days, asked of the rules and of the phone's script."""

import csv
import datetime as dt
import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from playwright._impl._driver import compute_driver_executable

from mori.config import ROOT
from mori.encounters.clocks.rules import DaysOff, clock_named, reading, today_in
from mori.encounters.rules import Unit

HERE = Path(__file__).parent
SCRIPT = ROOT / "static" / "encounters" / "clocks.js"
HOLIDAYS = ROOT / "mori" / "offices" / "holidays.csv"
UNTIL = dt.date(2027, 12, 31)  # the last year of the shipped holidays
ASK = """
const asked = JSON.parse(require('fs').readFileSync(0));
console.log(JSON.stringify(asked.map(({ clock, days, at, zone, off }) => {
  const found = reading(clock, days, todayIn(at, zone), off);
  return [found.standing, found.due ?? '', found.due ? found.days : '', found.rough ? 'yes' : ''];
})));
"""


def cases():
    with (HERE / "cases.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def expected(case):
    over = int(case["left_or_over"]) if case["left_or_over"] else ""
    return [case["standing"], case["due"], over, case["rough"]]


def holidays(case):
    with HOLIDAYS.open(newline="") as file:
        return [
            row["day"]
            for row in csv.DictReader(file)
            if row["kind"] == "national" or case["joint_leave"] == "off"
        ]


def clock_of(case):
    clock = clock_named(case["clock"])
    if clock.length is not None:
        return clock
    length = int(case["length"]) if case["length"] else None
    return replace(clock, length=length, unit=Unit(case["unit"]) if case["unit"] else None)


def days_of(case):
    return dict(pair.split("=") for pair in case["days"].split())


def test_the_table_is_long_enough():
    assert len(cases()) >= 60


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["case"])
def test_the_rules_say_what_the_table_says(case):
    days = {name: dt.date.fromisoformat(day) for name, day in days_of(case).items()}
    off = DaysOff(frozenset(map(dt.date.fromisoformat, holidays(case))), UNTIL)
    today = today_in(dt.datetime.fromisoformat(case["at"]), case["zone"])

    found = reading(clock_of(case), days, today, off)

    due = found.due.isoformat() if found.due else ""
    rough = "yes" if found.is_rough else ""
    assert [found.standing.value, due, found.days if due else "", rough] == expected(case)


@pytest.mark.once
def test_the_phones_script_says_the_same():
    asked = [
        {
            "clock": {
                "starts": clock_of(case).starts,
                "ends": clock_of(case).ends,
                "length": clock_of(case).length,
                "unit": clock_of(case).unit or "",
                "pauses": clock_of(case).pauses,
            },
            "days": days_of(case),
            "at": case["at"],
            "zone": case["zone"],
            "off": {"days": holidays(case), "known_until": UNTIL.isoformat()},
        }
        for case in cases()
    ]
    node = compute_driver_executable()[0]

    done = subprocess.run(
        [node, "-e", SCRIPT.read_text() + ASK],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
    )

    assert not done.stderr
    told = json.loads(done.stdout)
    wrong = [
        (case["case"], said)
        for case, said in zip(cases(), told, strict=True)
        if said != expected(case)
    ]
    assert not wrong
