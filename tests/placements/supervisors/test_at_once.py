"""Two coordinators decide on the same request at the same moment: once."""

import pytest

from mori.core.db import db
from mori.placements.models import UnitSpan
from mori.placements.supervisors import operations, queries
from mori.placements.supervisors.rules import SupervisorChangeState
from tests.cast import NOON
from tests.placements.proceedings.proceeding import ADDRESS
from tests.placements.supervisors.asking import asked
from tests.support.together import all_at_once

pytestmark = pytest.mark.usefixtures("noon")


def reload(row):
    return queries.supervisor_change_by_key(row.key)


def test_two_coordinators_at_the_same_moment_decide_once(committed):
    cast = committed.cast
    with db.connection_context():
        row = asked(cast)

        ends = all_at_once(
            lambda: operations.agree_to_change(
                reload(row), cast.budi.id, "", cast.wati.id, NOON, ADDRESS
            ),
            lambda: operations.decline_change(reload(row), "Tidak.", cast.wati.id, NOON, ADDRESS),
        )

        assert sorted(ends) == ["done", "refused"]
        is_agreed = reload(row).state is SupervisorChangeState.AGREED
        span = UnitSpan.get(UnitSpan.placement == cast.placement.id)
        assert (span.supervisor_id == cast.budi.id) is is_agreed
