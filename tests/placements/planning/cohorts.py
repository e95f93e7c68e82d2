"""A cohort of eighteen, who come to Banua for twelve weeks."""

import datetime as dt
from dataclasses import dataclass

from mori.access.roles import Role
from mori.accounts.models import Membership, Person
from mori.accounts.operations import add_member
from mori.core.workdays import DAY
from mori.offices.models import Unit
from mori.offices.operations import add_unit
from mori.placements.models import Placement
from mori.placements.planning.models import RotationPlan
from mori.placements.planning.queries import rotation_plan_by_key
from tests.cast import NOON, place, role_of

MONDAY = dt.date(2027, 1, 4)
WEEKS = 12
LAST = MONDAY + WEEKS * 7 * DAY - DAY


@dataclass
class Cohort:
    """Three units of six places, each with a supervisor and a stand-in, and who comes."""

    units: list[Unit]
    supervisors: list[Person]
    placements: list[Placement]


def cohort_of(cast, size: int = 18) -> Cohort:
    third = add_unit(cast.banua.id, "pemeriksaan", "Pemeriksaan Laporan", "Pemeriksaan")
    maya = add_member(
        "Maya Contoh", None, "maya@contoh.example", cast.banua.id, Role.SUPERVISOR, NOON
    )
    people, units = [cast.rina, cast.budi, maya], [cast.pvl, cast.pencegahan, third]
    for person, unit in zip(people, units, strict=True):
        Membership.update(unit=unit).where(Membership.id == role_of(person).id).execute()
    placements = [_coming(cast, number) for number in range(size)]
    return Cohort(units, people, placements)


def _coming(cast, number: int) -> Placement:
    mail = f"angkatan{number}@contoh.example"
    name = f"Peserta {chr(65 + number)} Contoh"
    person = add_member(name, None, mail, cast.banua.id, Role.INTERN, NOON)
    return place(person, cast.banua, [(cast.pvl, cast.rina, cast.budi)], MONDAY, WEEKS * 7)


def drafted(browser, cohort: Cohort, title: str = "Angkatan Januari") -> RotationPlan:
    """A plan for all of them, begun on its page."""
    said = {
        "title": title,
        "starts_on": MONDAY.isoformat(),
        "weeks": str(WEEKS),
        "units": [each.key for each in cohort.units],
        "token": title,
    }
    answer = browser.post("/rotasi/baru", said)
    assert answer.status_code == 303, answer.text
    return fresh(RotationPlan.get(RotationPlan.title == title))


def fresh(plan: RotationPlan) -> RotationPlan:
    found = rotation_plan_by_key(plan.key)
    assert found
    return found


def six_each(browser, cohort: Cohort) -> None:
    said = {f"places-{number}": "6" for number in range(len(cohort.units))}
    assert browser.post("/rotasi/kapasitas", said).status_code == 303


def note_away(browser, person: Person, first: dt.date, last: dt.date, kind: str = "leave") -> None:
    said = {"person": person.key, "kind": kind, "starts_on": f"{first}", "ends_on": f"{last}"}
    assert browser.post("/rotasi/berhalangan", said).status_code == 303
