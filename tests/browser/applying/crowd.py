"""Two hundred applications for forty places, and how they stand, from outside the browser."""

import json
import subprocess
import sys

from tests.browser.site import ROOT, Site

PLACES, ASKING = 40, 200

# What came before them is out of the way: looked through already.
COME = """
import sys
from mori import create_app
from mori.config import load
from mori.accounts.models import Membership, Person
from mori.applications.entry.operations import enter_letter
from mori.applications.models import Applicant, Application, Opening
from mori.applications.rules import ApplicantState, OpeningState
from mori.core.clock import now
from mori.core.db import writing
from mori.core.workdays import DAY
from mori.placements.capacity.models import UnitCapacity
from mori.placements.capacity.operations import set_capacities
from mori.placements.rotation.queries import supervisors_of
from tests.applications.applying import letter, named
create_app(load())
places, asking, coordinator = int(sys.argv[1]), int(sys.argv[2]), Person.get(name=sys.argv[3])
office = Membership.get(Membership.person == coordinator).office_id
days = {"starts_on": now().date() + 60 * DAY, "ends_on": now().date() + 120 * DAY}
unit = next(each.unit_id for each in supervisors_of(office) if each.unit_id)
with writing():
    Applicant.update(state=ApplicantState.VERIFIED).where(
        Applicant.state == ApplicantState.SUBMITTED
    ).execute()
    UnitCapacity.delete().where(UnitCapacity.unit == unit).execute()
    set_capacities({unit: places})
    opening = Opening.create(
        token="crowd", office=office, unit=unit, title="Magang", quota=places,
        open_until=days["starts_on"], state=OpeningState.OPEN, made_at=now(), **days,
    )
    for number in range(asking // 10):
        names = named(*(f"Pelamar{chr(97 + number)}{chr(97 + each)}" for each in range(10)))
        came = letter(names=names, received_on=now().date(), letter_on=now().date(), **days)
        made = enter_letter(office, came, f"crowd {number}", coordinator.id, now())
        Application.update(opening=opening.id).where(Application.id == made.id).execute()
"""

STANDS = """
import json
from collections import Counter
from mori import create_app
from mori.config import load
from mori.applications.deciding.models import Decision
from mori.applications.models import Applicant
create_app(load())
rows = Applicant.select().where(Applicant.name.startswith("Pelamar"))
decisions = Decision.select().join(Applicant).where(Applicant.name.startswith("Pelamar"))
print(json.dumps({
    "states": Counter(row.state.value for row in rows),
    "decisions": Counter(row.state.value for row in decisions),
    "placed": sum(row.placement_id is not None for row in rows),
}))
"""


def applications_come(site: Site, coordinator: str) -> None:
    _run(site, COME, PLACES, ASKING, coordinator)


def how_they_stand(site: Site) -> dict[str, object]:
    """As the database says it: their states, those of decisions, and how many are placed."""
    said: dict[str, object] = json.loads(_run(site, STANDS))
    return said


def _run(site: Site, program: str, *words: object) -> str:
    command = (sys.executable, "-c", program, *map(str, words))
    done = subprocess.run(
        command, env=site.environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
