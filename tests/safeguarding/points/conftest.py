import pytest

from tests.safeguarding.alerts.alarm import alert_of


@pytest.fixture
def alert(cast):
    """Sari's, raised at noon."""
    return alert_of(cast.sari)
