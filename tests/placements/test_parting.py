"""Thirty days after an internship, a phone no longer calls for help as its former user."""

import datetime as dt

import pytest

from mori.accounts.models import Person
from mori.placements.models import Placement, PlacementEvent
from mori.placements.operations import part_from_former_interns
from mori.safeguarding.alerts.doubt_queries import who_tapped
from tests.cast import NOON, TODAY, place
from tests.safeguarding.alerts.alarm import session_of, tap

DAY = dt.timedelta(days=1)


def over(cast, days: int, state: str = "finished") -> None:
    Placement.update(ends_on=TODAY - days * DAY, state=state).where(
        Placement.id == cast.placement.id
    ).execute()


@pytest.mark.parametrize(("days", "still"), [(0, True), (30, True), (31, False), (90, False)])
@pytest.mark.parametrize("state", ["finished", "ended_early", "withdrawn"])
def test_a_ticket_names_its_person_for_thirty_days(cast, days, still, state):
    of_then = tap(cast.sari)
    over(cast, days, state)

    part_from_former_interns(NOON)

    assert who_tapped(of_then).person == (cast.sari.id if still else None)


@pytest.mark.parametrize("state", ["active", "paused", "extended"])
def test_whoever_is_still_here_keeps_it(cast, state):
    over(cast, 40)
    place(cast.sari, cast.banua, [(cast.pvl, cast.rina, None)], TODAY)
    Placement.update(state=state).where(Placement.starts_on == TODAY).execute()

    part_from_former_interns(NOON)

    assert who_tapped(tap(cast.sari)).person == cast.sari.id


def test_it_is_done_once_and_written_down(cast):
    over(cast, 40)

    part_from_former_interns(NOON)
    part_from_former_interns(NOON + DAY)

    events = [(event.verb, event.actor_id) for event in PlacementEvent.select()]
    assert events == [("part", None)]
    assert Person.get_by_id(cast.sari.id).help_epoch == cast.sari.help_epoch + 1


def test_who_signs_in_again_can_call_as_before(cast):
    over(cast, 40)
    part_from_former_interns(NOON)
    now_known = Person.get_by_id(cast.sari.id)

    part_from_former_interns(NOON + DAY)

    assert who_tapped(tap(now_known)).person == cast.sari.id
    assert who_tapped(tap(session=session_of(cast.sari))).person == cast.sari.id
