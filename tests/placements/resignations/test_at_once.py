"""A resignation is taken back, or the internship ends: one of the two, also at the same moment."""

import datetime as dt

import pytest

from mori.core.db import db
from mori.placements.resignations import operations
from mori.placements.resignations.models import Resignation
from mori.placements.resignations.rules import ResignationState
from tests.cast import NOON
from tests.placements.proceedings.proceeding import ADDRESS, state_of
from tests.placements.resignations.resigning import resigned
from tests.support.together import all_at_once

pytestmark = pytest.mark.usefixtures("noon")


def test_taken_back_and_ended_at_the_same_moment_it_is_one_of_the_two(committed):
    cast = committed.cast
    with db.connection_context():
        row = resigned(cast)
        later = NOON + dt.timedelta(days=3)

        all_at_once(
            lambda: operations.take_back(row, cast.sari.id, later, ADDRESS),
            lambda: operations.end_resigned(ADDRESS, later),
        )

        is_done = Resignation.get_by_id(row.id).state is ResignationState.DONE
        assert (state_of(cast) == "ended_early") is is_done
