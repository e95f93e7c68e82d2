"""What the tests of alerts begin with."""

import pytest

from tests.safeguarding.alerts.alarm import (
    alert_of,
)


@pytest.fixture
def alert(cast):
    """Sari's, not yet seen by the background work."""
    return alert_of(cast.sari)
