"""Which staffed hours of the weeks ahead lack somebody, and who is told of it."""

import datetime as dt
from typing import Any

from mori.access.roles import Role
from mori.accounts.models import Person
from mori.accounts.queries import people_in_role, person_by_id
from mori.core.clock import local_date
from mori.core.counts.overview import counted
from mori.offices.models import Office

from ..duty.queries import lead_of, on_duty_ahead, staffed_hours_ahead
from ..points.queries import reachable_among
from ..routing import queries as routing
from .models import Hole
from .rules import AHEAD, Gap, gaps


def gaps_of(office: Office, at: dt.datetime) -> list[Gap]:
    """The hours of the next four weeks that lack somebody, in few statements for each day.

    An address that nobody has proven may be written to, and promises nobody anything.
    """
    hours = staffed_hours_ahead(office.id, at, at + AHEAD)
    if not hours:
        return []
    day_of = {hour: local_date(hour, office.zone) for hour in hours}
    on_duty = on_duty_ahead(office.id, hours)
    called = {person for people in on_duty.values() for person in people}
    interns = [person.id for person in people_in_role(office.id, Role.INTERN)]
    ties = routing.ties_on(interns, set(day_of.values()))
    excluded = {
        day: [each.known_to_office for each in of_day.values()] for day, of_day in ties.items()
    }
    return gaps(on_duty, reachable_among(called), excluded, day_of)


def holes_of(office_id: int, at: dt.datetime) -> list[Hole]:
    """The hours to come that lack somebody, as they were last found."""
    coming = Hole.hour >= at - dt.timedelta(hours=1)
    return list(Hole.select().where(Hole.office == office_id, coming).order_by(Hole.hour))


def holes_ahead(office: Any, now: Any) -> Any:
    """One row for Ringkasan: how many hours to come lack somebody."""
    return counted("holes", Hole.select().where(Hole.office == office, Hole.hour >= now))


def people_to_warn(office_id: int) -> list[Person]:
    """The office's heads, and its safeguarding lead."""
    heads = people_in_role(office_id, Role.HEAD)
    lead = lead_of(office_id)
    if lead is None or lead in {head.id for head in heads}:
        return heads
    return [*heads, person_by_id(lead)]
