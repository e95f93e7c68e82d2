"""What a paper shows of an assessment stays as it is, for as long as any paper stands."""

import pytest

from mori.certificates.numbers.rules import Numbering
from mori.certificates.papers.operations import drop_paper, revoke_paper
from mori.certificates.statements.rules import PaperKind
from mori.core.errors import Refused
from mori.evaluation.assessments.models import Assessment
from mori.evaluation.assessments.operations import reopen_assessment
from tests.campus.signing import lock_final
from tests.cast import NOON
from tests.certificates.issuing import ADDRESS, choose, end, issue, let_issue
from tests.evaluation.assessments.making import round_of

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def assessed(cast):
    """Sari's final is locked, and her internship over."""
    let_issue(cast)
    lock_final(cast.placement)
    return end(cast.placement)


def reopen(cast) -> None:
    reopen_assessment(round_of(cast.placement), "Salah hitung.", cast.wati.id, NOON)


def revoke(cast, paper) -> None:
    revoke_paper(paper, "Salah nama.", cast.wati.id, NOON, ADDRESS)


def is_sealed() -> bool:
    return Assessment.get().sealed_at is not None


def test_a_paper_seals_what_it_shows(cast, assessed):
    issue(cast, assessed, PaperKind.LETTER)

    assert is_sealed()
    with pytest.raises(Refused, match="certificate shows"):
        reopen(cast)


def test_it_is_sealed_before_the_number_is_typed(cast, assessed):
    choose(cast, numbering=Numbering.REGISTER)

    paper = issue(cast, assessed, PaperKind.LETTER)

    assert is_sealed()
    drop_paper(paper, cast.wati.id, NOON)
    assert not is_sealed()


def test_once_the_last_paper_is_revoked_it_may_be_put_right(cast, assessed):
    papers = [issue(cast, assessed, PaperKind.LETTER, locale) for locale in ("id", "en")]

    revoke(cast, papers[0])
    assert is_sealed()
    revoke(cast, papers[1])

    assert not is_sealed()
    reopen(cast)
