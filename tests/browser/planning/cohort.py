"""Eighteen who come to an office of their own, and what its tables hold of them afterwards.

Run beside a site: ``make CODE MONDAY`` founds the office, ``look CODE`` tells of its rotations.
"""

import datetime as dt
import json
import subprocess
import sys
from typing import Any

from mori.access.roles import Role
from mori.core.clock import local_date, now
from mori.core.workdays import DAY, monday_of
from tests.browser.site import ROOT, Person, Site
from tests.cast import PASSWORD, place

SIZE, WEEKS, PLACES = 18, 12, 6
UNITS = ("Penerimaan", "Pemeriksaan", "Pencegahan")
HOLIDAY_WEEK = 8
ZONE = "Asia/Makassar"


def intern(number: int) -> str:
    return f"Angkatan {chr(65 + number)} Contoh"


def supervisor(unit: int) -> str:
    return f"Pembimbing {UNITS[unit]} Contoh"


def all_in_the_first() -> dict[str, list[list[str]]]:
    """Where they are as long as nothing is published."""
    return {intern(number): [[UNITS[0]]] * WEEKS for number in range(SIZE)}


def first_monday() -> dt.date:
    """So far ahead that nothing of the plan has begun."""
    return monday_of(local_date(now(), ZONE)) + 14 * DAY


def found_office(site: Site, code: str) -> Person:
    """An office with three units and a cohort of eighteen; returns its coordinator."""
    _run(site, "make", code, first_monday().isoformat())
    login = f"koordinator{code}@contoh.example"
    return Person("Koordinator Contoh", "coordinator", code, None, login, PASSWORD)


def rotations(site: Site, code: str) -> Any:
    """What the database holds: state of each version of the plans, and units by intern and week."""
    return json.loads(_run(site, "look", code))


def _run(site: Site, *command: str) -> str:
    return subprocess.run(
        [sys.executable, "-m", "tests.browser.planning.cohort", *command],
        env=site.environment,
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout


def make(code: str, monday: dt.date) -> None:
    """No holidays but three days of one week, so that a week is no riddle on any day."""
    from mori.accounts.models import Person as Account
    from mori.accounts.operations import add_member
    from mori.accounts.passwords import hashed
    from mori.offices.models import Holiday, Office
    from mori.offices.operations import add_unit, open_office, set_standard_hours

    office = open_office(code, f"Perwakilan Contoh {code}", "Kota Contoh", ZONE)
    set_standard_hours(office.id)
    Holiday.delete().execute()
    for weekday in range(3):
        day = monday + (7 * HOLIDAY_WEEK + weekday) * DAY
        Holiday.create(office=office, day=day, name="Libur Contoh", kind="national")
    Office.update(calendar_version=Office.calendar_version + 1).execute()
    mail = f"koordinator{code}@contoh.example"
    wati = add_member("Koordinator Contoh", None, mail, office.id, Role.COORDINATOR, now())
    Account.update(password_hash=hashed(PASSWORD)).where(Account.id == wati.id).execute()
    units = [add_unit(office.id, f"u{n}", f"Unit {name}", name) for n, name in enumerate(UNITS)]
    people = [
        add_member(
            supervisor(n),
            None,
            f"p{n}.{code}@contoh.example",
            office.id,
            Role.SUPERVISOR,
            now(),
            each.id,
        )
        for n, each in enumerate(units)
    ]
    for number in range(SIZE):
        mail = f"a{number}.{code}@contoh.example"
        each = add_member(intern(number), None, mail, office.id, Role.INTERN, now())
        place(each, office, [(units[0], people[0], None)], monday, 7 * WEEKS)


def look(code: str) -> dict[str, Any]:
    from mori.offices.models import Office
    from mori.placements.models import Placement
    from mori.placements.planning.models import RotationPlan
    from mori.placements.queries import spans_of

    office, found = Office.get(Office.code == code), {}
    for each in Placement.select().where(Placement.office == office):
        monday, spans = each.starts_on, spans_of([each.id])
        found[each.person.name] = [
            [span.unit.short for span in spans if span.starts_on <= day <= span.ends_on]
            for day in (monday + 7 * week * DAY for week in range(WEEKS))
        ]
    plans = RotationPlan.select().where(RotationPlan.office == office).order_by(RotationPlan.id)
    return {"plans": [each.state for each in plans], "stays": found}


if __name__ == "__main__":
    from mori import create_app
    from mori.config import load
    from mori.core.db import writing

    create_app(load())
    if sys.argv[1] == "make":
        with writing():
            make(sys.argv[2], dt.date.fromisoformat(sys.argv[3]))
    else:
        sys.stdout.write(json.dumps(look(sys.argv[2])))
