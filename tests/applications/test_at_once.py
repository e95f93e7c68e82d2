"""Several coordinators accept at the same moment, and no place is filled twice."""

from collections import Counter
from functools import partial

import pytest

from mori.applications.deciding.models import Decision
from mori.applications.deciding.operations import Verdict, decide
from mori.placements.capacity.operations import set_capacities
from tests.applications.applying import entered, named, opening, places_of
from tests.applications.test_deciding import terms
from tests.cast import NOON
from tests.support.together import all_at_once

pytestmark = pytest.mark.usefixtures("noon")


@pytest.mark.parametrize("within", ["openings", "capacity"])
def test_two_who_accept_at_once_do_not_fill_a_place_twice(committed, within):
    cast = committed.cast
    if within == "openings":
        opening(cast, quota=2)  # Sari is there
    else:
        set_capacities({cast.pvl.id: 2})
    rows = [
        places_of(entered(cast, name, names=named(name)))[0]
        for name in ("Aminah", "Bahrun", "Cempaka", "Dahlia")
    ]

    def accept(row):
        decide([Verdict(row, terms(cast))], "accept", "", "", cast.wati.id, NOON)

    ends = all_at_once(*(partial(accept, row) for row in rows))

    assert Counter(ends) == {"done": 1, "refused": 3}
    assert Decision.select().count() == 1
