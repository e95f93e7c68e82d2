"""Who is called for help in the invented offices, by which ways, and when."""

import datetime as dt
from collections.abc import Mapping

from mori.access.roles import Role
from mori.accounts.models import Person
from mori.accounts.operations import give_role
from mori.core.clock import local_date
from mori.core.db import new_key
from mori.core.workdays import DAY
from mori.offices.models import Office, Unit
from mori.safeguarding.leaders.operations import name_leader
from mori.safeguarding.routing.operations import keep_wish

from ..people import DemoPerson
from .calling import prove_points
from .caring import look_after_calls
from .desk import DutyDesk
from .drills import hold_drills
from .safety import say_what_is_safe
from .shifts import keep_evenings, keep_hours
from .talking import talk
from .years import publish_years

A_YEAR = 366 * DAY
READY = "kalsel"  # the other office has promised nothing: its officers are on duty at any hour
ALSO_OFFICER = "Laila Peraga"
WISHES = (  # who, whom first, and who must not learn of it
    ("Dimas Umpama", "Mariatul Teladan", ["Arif Umpama"]),
    ("Annisa Contoh", "", ["Yudi Teladan"]),
)
LEADERS = {"kalsel": "Raudah Misalkan", "lampung": "Yuliana Teladan"}  # of one unit each
LED = "pemeriksaan"


def be_on_duty(
    offices: Mapping[str, Office],
    people: Mapping[DemoPerson, Person],
    secret: bytes,
    at: dt.datetime,
) -> None:
    """Officers who can be called, hours with shifts, drills, calls, and what some interns wish."""
    for name, office in offices.items():
        desk = _desk(office, name, people, secret, at)
        if name == READY:
            supervisor = desk.named(ALSO_OFFICER)
            give_role(supervisor, office.id, Role.OFFICER, at)
            desk.officers.append(supervisor)
        _lead(desk, name)
        prove_points(desk)
        keep_evenings(desk, name)
        if name == READY:
            keep_hours(desk)
            _wish(desk)
            say_what_is_safe(desk)
            hold_drills(desk)
            look_after_calls(desk)
            talk(desk)
    publish_years(at)


def _desk(
    office: Office,
    name: str,
    people: Mapping[DemoPerson, Person],
    secret: bytes,
    at: dt.datetime,
) -> DutyDesk:
    def those(role: Role) -> list[Person]:
        return [row for each, row in people.items() if (each.office, each.role) == (name, role)]

    office = Office.get_by_id(office.id)  # its calendar has changed since it was opened
    (head,) = those(Role.HEAD)
    groups = (those(Role.SUPERVISOR), those(Role.INTERN))
    return DutyDesk(office, those(Role.OFFICER), head, *groups, secret, at)


def _lead(desk: DutyDesk, name: str) -> None:
    unit = Unit.get(Unit.office == desk.office, Unit.code == LED)
    began_on = local_date(desk.at, desk.office.zone) - A_YEAR
    name_leader(unit.id, desk.named(LEADERS[name]).id, began_on, None, new_key())


def _wish(desk: DutyDesk) -> None:
    today = local_date(desk.at, desk.office.zone)
    for name, first, avoided in WISHES:
        officer = desk.named(first).id if first else None
        ids = [desk.named(each).id for each in avoided]
        keep_wish(desk.named(name).id, officer, ids, today, desk.at)
