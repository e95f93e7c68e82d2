import pytest

from mori.evaluation.assessments.rows import Round
from tests.evaluation.assessments.making import round_of, two_stays


@pytest.fixture
def final(cast) -> Round:
    """Sari's last day is today; Rina and Budi assess."""
    two_stays(cast)
    return round_of(cast.placement)
