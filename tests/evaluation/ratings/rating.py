"""Interns who have left, and what they say."""

import datetime as dt
from collections.abc import Sequence

from mori.access.roles import Role
from mori.accounts.models import Person
from mori.accounts.operations import add_person, give_role
from mori.core.workdays import DAY
from mori.evaluation.ratings.operations import rate
from mori.evaluation.ratings.queries import subjects_of
from mori.evaluation.ratings.rules import About, questions_about
from mori.placements.models import Placement
from tests.cast import NOON, TODAY, Cast, place
from tests.evaluation.assessments.making import end_on


def ended(placement: Placement, on: dt.date = TODAY) -> Placement:
    """The same placement with that last day."""
    end_on(placement, on)
    return Placement.get_by_id(placement.id)


def leavers(cast: Cast, number: int, unit=None, supervisor=None) -> list[Placement]:
    """So many interns of Banua whose last day is today: in PVL, under Rina."""
    unit, supervisor = unit or cast.pvl, supervisor or cast.rina
    found = []
    for _each in range(number):
        person = add_person(f"Intern {Person.select().count()}", NOON, None, None)
        give_role(person, cast.banua.id, Role.INTERN, NOON)
        first = TODAY - 59 * DAY
        found.append(place(person, cast.banua, [(unit, supervisor, None)], first))
    return found


def say(
    placement: Placement, marks: Sequence[int] = (4, 4, 4, 4), words: str = "", about=About.UNIT
) -> None:
    (subject, *_) = [each for each in subjects_of(placement) if each.about is about]
    rate(placement, subject, dict(zip(questions_about(about), marks, strict=True)), words)
