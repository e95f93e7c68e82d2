"""Places by unit and week: too few are named, and none is filled twice."""

import datetime as dt

import pytest

from mori.accounts.models import Person
from mori.applications.deciding.operations import OverFull, Verdict, decide
from mori.applications.deciding.rules import Bound, Stay, weeks_of
from mori.applications.models import ApplicantEvent
from mori.applications.rules import ApplicantState
from mori.applications.settling.operations import settle_due
from mori.core.workdays import DAY
from mori.placements.capacity.operations import set_capacities, set_exceptions
from mori.placements.capacity.rules import Capacities
from tests.applications.applying import (
    ENDS,
    LATER,
    POST,
    STARTS,
    entered,
    named,
    opening,
    places_of,
    put_in_unit,
)
from tests.applications.test_deciding import state_of, terms
from tests.cast import NOON
from tests.support.plans import asked

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture(autouse=True)
def english(cast):
    Person.update(locale="en").execute()
    put_in_unit(cast.rina, cast.pvl)


def test_more_than_there_are_places_is_named_week_by_week_and_needs_a_reason(visit, cast):
    opening(cast, quota=2)
    three = places_of(entered(cast, names=named("Aminah", "Bahrun", "Cempaka")))
    form = {
        "verb": "accept",
        "ready": "yes",
        "unit": cast.pvl.key,
        "pick": [each.key for each in three],
    }
    wati = visit(cast.wati)

    refused = wati.post("/permohonan/putuskan", form)
    assert refused.status_code == 422
    assert "There are fewer places than that." in refused.text
    assert "too many" in refused.text
    assert all(each.key in refused.text for each in three)
    wati.post("/permohonan/putuskan", {**form, "over_why": "Disetujui kepala perwakilan."})
    settle_due(POST, LATER)

    assert {state_of(each) for each in three} == {ApplicantState.ACCEPTED}
    notes = {event.note for event in ApplicantEvent.select().where(ApplicantEvent.verb == "accept")}
    assert notes == {"Disetujui kepala perwakilan."}


def test_what_somebody_else_is_just_accepting_counts(cast):
    opening(cast, quota=3)  # Sari is there
    first, second = (
        places_of(entered(cast, token, names=named(*names)))
        for token, names in (("a", ("Aminah", "Bahrun")), ("b", ("Cempaka",)))
    )
    decide([Verdict(each, terms(cast)) for each in first[:1]], "accept", "", "", cast.wati.id, NOON)

    verdicts = [Verdict(each, terms(cast)) for each in (first[1], *second)]
    with pytest.raises(OverFull):
        decide(verdicts, "accept", "", "", cast.wati.id, NOON)


def test_those_whose_internship_is_over_or_whose_week_is_another_take_no_place():
    monday = dt.date(2026, 12, 7)
    stays = [
        Stay(1, monday - 7 * DAY, monday - DAY),
        Stay(1, monday, monday),
        Stay(2, monday, ENDS),
    ]
    offered = [(Stay(1, monday, monday + 6 * DAY), 1)]

    weeks = weeks_of(1, monday, monday + 7 * DAY, stays, offered, Capacities())

    assert [(week.taken, week.places) for week in weeks] == [(1, 1), (0, None)]
    assert weeks[0].over(1) == [Bound.OFFERED]
    assert not weeks[0].over(0)
    assert not weeks[1].over(99)


def test_a_week_has_the_places_that_are_offered_and_those_that_the_unit_takes():
    monday = dt.date(2026, 12, 7)
    capacities = Capacities({1: 2}, {(1, monday + 7 * DAY): 4})
    offered = [(Stay(1, monday, monday + 20 * DAY), 3)]

    ordinary, different = weeks_of(1, monday, monday + 7 * DAY, [], offered, capacities)

    assert [ordinary.over(more) for more in (2, 3, 4)] == [[], [Bound.CAPACITY], [*Bound]]
    assert [different.over(more) for more in (3, 4, 5)] == [[], [Bound.OFFERED], [*Bound]]
    assert (ordinary.least, different.least) == (2, 3)


def test_more_than_the_unit_takes_is_named_for_its_weeks_and_needs_a_reason(visit, cast):
    opening(cast, quota=9)
    set_capacities({cast.pvl.id: 9})
    set_exceptions(cast.pvl.id, [STARTS, STARTS + 7 * DAY], 1)
    two = places_of(entered(cast, names=named("Aminah", "Bahrun")))
    form = {
        "verb": "accept",
        "ready": "yes",
        "unit": cast.pvl.key,
        "pick": [each.key for each in two],
    }
    wati = visit(cast.wati)

    refused = wati.post("/permohonan/putuskan", form)
    assert refused.status_code == 422
    assert "more than the unit takes in 2 weeks, the first that of" in refused.text
    assert "more than its openings offer" not in refused.text
    wati.post("/permohonan/putuskan", {**form, "over_why": "Dua meja menyusul."})
    settle_due(POST, LATER)

    assert {state_of(each) for each in two} == {ApplicantState.ACCEPTED}


def test_places_by_week_cost_as_many_statements_for_twenty_as_for_two(visit, cast):
    opening(cast, quota=40)
    set_capacities({cast.pvl.id: 30})
    set_exceptions(cast.pvl.id, [STARTS + week * 7 * DAY for week in range(8)], 20)
    places = places_of(entered(cast, places=20))
    wati, form = visit(cast.wati), {"verb": "accept", "unit": cast.pvl.key}
    counts = []
    for some in (places[:2], places):
        with asked() as sent:
            wati.post("/permohonan/putuskan", {**form, "pick": [each.key for each in some]})
        counts.append(len(sent))

    assert counts[0] == counts[1]
