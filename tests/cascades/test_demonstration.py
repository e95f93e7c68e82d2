"""What the demonstration shows of teachings: each state, each evidence, three levels."""

import pytest

from mori.cascades.figures.queries import figures_by_region, shares_of
from mori.cascades.models import Teaching
from mori.cascades.rules import EvidenceLevel, TeachingState
from mori.demo.cascades.life import show_sheets, teach_on
from mori.events.followups.models import FollowUp
from mori.events.followups.rules import FollowUpState
from mori.offices.operations import use_modules
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon")


def test_a_tree_of_each_state_and_evidence(cast, store):
    teach_on(cast.banua, cast.wati, NOON)
    show_sheets(store, NOON)
    rows = list(Teaching.select())

    figures, _names = figures_by_region(cast.banua.id, EvidenceLevel.SAID)

    assert {each.state for each in rows} == set(TeachingState)
    assert {each.evidence_level for each in rows} == set(EvidenceLevel)
    assert {each.level for each in rows} == {2, 3, 4}
    assert [each.merged_into_id is not None for each in rows].count(True) == 1
    assert [each.level for each in shares_of(rows[0].training_id)] == [2, 4]
    assert FollowUp.get().state is FollowUpState.DONE  # kept by the first of them
    _sessions, attendances, known, at_least, at_most = figures[None].five
    assert known <= at_least < at_most < attendances


def test_an_office_without_a_network_has_none(cast):
    use_modules(cast.banua.id, [])

    teach_on(cast.banua, cast.wati, NOON)

    assert Teaching.select().count() == 0
