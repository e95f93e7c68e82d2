"""An event of the demonstration that runs today, with as many people as a test wants."""

import json
import subprocess
import sys
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.site import ROOT, Person, Site

HELD = """
import json, sys
from mori import create_app
from mori.accounts.models import Person
from mori.config import load
from mori.core.clock import local_date, now
from mori.core.db import db
from mori.events.door.operations import make_pass
from mori.offices.models import Office
from mori.offices.operations import use_modules
from mori.offices.rules import Module
from tests.events.presence.holding import hold_event, listed
app = create_app(load())
with app.app_context(), db.connection_context():
    office = Office.get(Office.code == "63")
    use_modules(office.id, list(Module))
    today = local_date(now(), office.zone)
    event = hold_event(office, int(sys.argv[1]), day=today)
    maker = Person.select().first()
    door = make_pass(event, "Pintu 1", today, event.key, maker.id, now())
    codes = [each.short_code for each in listed(event)]
print(json.dumps({"key": event.key, "secret": door.secret, "day": str(today), "codes": codes}))
"""


@dataclass(frozen=True)
class Held:
    """An event, the link of its door, and the four letters by row."""

    key: str
    secret: str
    day: str
    codes: list[str]

    @property
    def door(self) -> str:
        return f"/pintu/{self.secret}"


def run(site: Site, program: str, *arguments: str) -> str:
    """What a program says that ran beside the site."""
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env=site.environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout


def hold(site: Site, people: int) -> Held:
    return Held(**json.loads(run(site, HELD, str(people)).splitlines()[-1]))


def type_rows(office: Page, key: str, day: str, rows: str) -> None:
    """The rows of a signed sheet of the morning."""
    office.goto(f"/kegiatan/{key}/lembar?hari={day}&bagian=am")
    office.get_by_label("Nomor baris yang diparaf").fill(rows)
    office.get_by_role("button", name="Tandai mereka hadir").click()
    office.get_by_text("orang ditandai hadir.").wait_for()


def coordinator_of(site: Site) -> Person:
    """Who keeps the office's events."""
    return _in_role(site, "coordinator")


def head_of(site: Site) -> Person:
    """Who signs its certificates."""
    return _in_role(site, "head of office")


def _in_role(site: Site, role: str) -> Person:
    found = site.people.values()
    return next(row for row in found if (row.office, row.role) == ("Kalimantan Selatan", role))
