"""Placing somebody names the agreement, or that it has lapsed; and the agreement counts them."""

import datetime as dt

import pytest

from mori.access.roles import Role
from mori.accounts.models import Person
from mori.accounts.operations import add_member
from mori.institutions.agreements.models import Agreement
from mori.institutions.operations import institution_for
from mori.placements.models import Placement
from mori.placements.rules import PlacementState
from tests.cast import NOON, TODAY
from tests.institutions.agreements.agreeing import agreed

pytestmark = pytest.mark.usefixtures("noon")
days = dt.timedelta


@pytest.fixture
def campus(cast):
    Person.update(locale="en").execute()
    return institution_for(cast.banua.id, "Universitas Contoh Banua", "", cast.wati.id, NOON)


def placing(visit, cast, campus):
    """The second step, where the agreement is named."""
    mira = add_member("Mira Contoh", None, "mira@contoh.example", cast.banua.id, Role.INTERN, NOON)
    facts = {
        "person": mira.key,
        "kind": "student",
        "programme": "Magang Berdampak",
        "institution": campus.name,
        "starts_on": "2026-12-01",
        "ends_on": "2026-12-31",
        "units": [cast.pvl.key],
    }
    return visit(cast.wati).post("/peserta/baru", facts).text


@pytest.mark.parametrize(
    ("ends_on", "says"),
    [
        (TODAY + days(400), "Under “Magang di Perwakilan Banua”, until"),
        (TODAY + days(20), "before the last day"),
        (TODAY - days(3), "has lapsed"),
    ],
)
def test_the_agreement_is_named_where_somebody_is_placed(visit, cast, campus, ends_on, says):
    agreed(cast, campus, ends_on=ends_on)

    assert says in placing(visit, cast, campus)


def test_without_one_nothing_is_said_of_it(visit, cast, campus):
    assert "Magang di Perwakilan" not in placing(visit, cast, campus)


def test_internships_that_began_while_it_counts_are_counted_and_no_withdrawn_one(
    visit, cast, campus
):
    agreement = agreed(cast, campus)
    Placement.update(institution=campus, starts_on=TODAY).execute()
    Placement.update(state=PlacementState.WITHDRAWN).where(
        Placement.id == cast.placement_tono
    ).execute()
    Placement.update(starts_on=dt.date(2025, 12, 30)).where(
        Placement.id == cast.placement_laila
    ).execute()

    text = visit(cast.wati).get(f"/kesepakatan/{Agreement.get_by_id(agreement.id).key}").text

    assert "1 of 20 began in 2026." in text
