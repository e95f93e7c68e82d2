"""An event of the demonstration that runs today, with as many people as a test wants."""

import json
import subprocess
import sys
from dataclasses import dataclass

from tests.browser.site import ROOT, Site

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


def hold(site: Site, people: int) -> Held:
    done = subprocess.run(
        [sys.executable, "-c", HELD, str(people)],
        env=site.environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return Held(**json.loads(done.stdout.splitlines()[-1]))
