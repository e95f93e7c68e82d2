"""Cases of the demonstration: one in each state for each office, and one that is late."""

from mori.contributions.matters.models import Conclusion, Matter
from mori.contributions.matters.rules import MatterState
from mori.contributions.opinions.models import Opinion
from mori.contributions.revealing.models import CriterionWord, OpinionOutcome, SecondThought
from mori.core.clock import now


def test_cases_are_in_every_state(demo):
    rows = list(Matter.select())
    offices = {each.office_id for each in rows}

    assert len(offices) == 2
    for office_id in offices:
        ours = [each for each in rows if each.office_id == office_id]
        assert {each.state for each in ours} == set(MatterState)
        late = [each for each in ours if each.state == "revealed" and each.is_late(now().date())]
        assert len(late) == 1


def test_opinions_are_sealed_and_talked_about(demo):
    assert Conclusion.select().where(Conclusion.erased_at.is_null(False)).count() == 2
    assert Opinion.select().where(Opinion.erased_at.is_null(False)).exists()
    assert CriterionWord.select().exists()
    assert OpinionOutcome.select().exists()
    assert SecondThought.select().exists()
