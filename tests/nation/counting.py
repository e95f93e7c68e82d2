"""Days of an office as recap counts them, for pages that read them."""

from mori.access.roles import Role
from mori.accounts.operations import add_person, give_role
from mori.core.workdays import DAY
from mori.recap.models import DayFact, DayTally, OfficeRollup
from mori.recap.rules import Dimension
from tests.cast import NOON, TODAY, place

EARLIER = TODAY - 30 * DAY


def counted(office):
    """From now on the office's days are counted."""
    return OfficeRollup.create(office=office, built_at=NOON)


def tally(office, day=TODAY, **measures):
    return DayTally.create(office=office, dimension=Dimension.OFFICE, day=day, of="", **measures)


def reviewed(placement, *minutes, first=TODAY):
    """Days of a placement, each decided on so many minutes after it was sent."""
    for before, each in enumerate(minutes):
        DayFact.create(
            office=placement.office_id,
            placement=placement,
            day=first - before * DAY,
            kind=placement.kind,
            programme=placement.programme,
            review_minutes=each,
        )


def more_interns(office, unit, supervisor, number, starts_on=EARLIER):
    """So many more interns in an office; their placements."""
    made = []
    for each in range(number):
        name = f"{'ABCDEFGH'[each]}gus Umpama {office.code}"
        person = add_person(name, NOON, None, f"n{each}.{starts_on}.{office.code}@contoh.example")
        give_role(person, office.id, Role.INTERN, NOON)
        made.append(place(person, office, [(unit, supervisor, None)], starts_on, 90))
    return made
