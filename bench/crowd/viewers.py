"""Who opens the lists of a filled database, and which rows and pages they open."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from mori.access.roles import Role
from mori.accounts.models import Membership, Person
from mori.accounts.operations import open_session
from mori.alumni.models import Alumnus
from mori.core.clock import now
from mori.core.db import writing
from mori.institutions.models import Institution
from mori.logbook.models import Entry
from mori.logbook.queries import REACH
from mori.offices.models import Office, Unit
from mori.placements.list_queries import PAGE
from mori.placements.models import Placement, UnitSpan
from mori.safeguarding.alerts.board_queries import PAGE as BOARD
from mori.safeguarding.alerts.models import Delivery


@dataclass(frozen=True)
class World:
    """Who opens the lists of the first office, by their cookies, and rows to open."""

    cookies: dict[str, str]
    rows: dict[str, Any]


@writing()
def people_who_look(today: dt.date) -> World:
    office = Office.select().order_by(Office.id).first()
    members = Membership.select(Membership, Person).join(Person).order_by(Membership.id)
    people = {
        role: members.where(Membership.office == office, Membership.role == role).first().person
        for role in (Role.INTERN, Role.SUPERVISOR, Role.COORDINATOR, Role.OFFICER)
    }
    intern, supervisor = people[Role.INTERN], people[Role.SUPERVISOR]
    entries = list(Entry.select().where(Entry.person == intern).order_by(Entry.day.desc()))
    newer = entries[-REACH - 1]
    people[Role.OPERATOR] = members.where(Membership.role == Role.OPERATOR).first().person
    cookies = {role: f"mori={open_session(person, now())}" for role, person in people.items()}
    return World(
        cookies,
        {
            "year": today.year,
            "entry": entries[5].key,
            "waiting": entries[0].key,
            "alert": _before_last_alerts(people[Role.OFFICER].id),
            **_alumni(office),
            "placement": Placement.get(Placement.person == intern).key,
            # After whom the last full page begins: as much as can be stands before it.
            "older": f"{newer.day}~{newer.id}",
            "left": _before_last_page(Placement, today, Placement.office == office),
            "had": _before_last_page(UnitSpan, today, UnitSpan.supervisor == supervisor),
        },
    )


def _before_last_alerts(officer_id: int) -> int:
    told = Delivery.select(Delivery.alert).where(Delivery.officer == officer_id)
    return told.order_by(Delivery.alert).offset(BOARD + 1).first().alert_id


def _before_last_page(model: Any, today: dt.date, whose: Any) -> str:
    over = model.select(model.ends_on, model.id).where(whose, model.ends_on < today)
    ends_on, number = over.order_by(model.ends_on, model.id).tuples()[PAGE + 1]
    return f"{ends_on}~{number}"


def _alumni(office: Office) -> dict[str, Any]:
    """Somebody halfway down the list, and what many of them have in common."""
    some = Alumnus.select().where(Alumnus.office == office)
    last = some.order_by(Alumnus.name_folded.desc()).offset(3 * PAGE).first()
    return {
        "alumnus": f"{last.name_folded}~{last.id}",
        "campus": Institution.get(Institution.office == office).key,
        "office_unit": Unit.get(Unit.office == office).key,
        "rare": last.name_folded.split()[1],
    }
