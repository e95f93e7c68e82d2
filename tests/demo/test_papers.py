"""The demonstration's papers and what campuses sign: one in every state to be seen."""

import pytest

from mori.campus.cosigning.models import CoSignature, CoSignRequest
from mori.campus.cosigning.rules import Answer
from mori.certificates.papers.models import Paper
from mori.certificates.papers.rules import PaperState
from mori.certificates.statements.rules import Signing

pytestmark = pytest.mark.calendar


def test_papers_stand_in_every_state(demo):
    assert demo
    found = {(paper.state, paper.signing) for paper in Paper.select()}

    assert {
        (PaperState.REVOKED, Signing.IN_MORI),
        (PaperState.SIGNED, Signing.IN_MORI),
        (PaperState.UNSIGNED, Signing.IN_MORI),
        (PaperState.UNSIGNED, Signing.TTE),
        (PaperState.AWAITING_NUMBER, ""),
    } <= found
    assert Paper.select().where(Paper.replaces.is_null(False)).exists()


def test_campuses_agree_decline_and_are_asked(demo):
    assert demo
    answered = {each.placement_id for each in CoSignature.select()}

    assert {each.answer for each in CoSignature.select()} == {Answer.AGREES, Answer.DECLINES}
    assert {each.placement_id for each in CoSignRequest.select()} - answered
