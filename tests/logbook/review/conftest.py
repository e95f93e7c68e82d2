"""What the tests of review begin with."""

import pytest
import time_machine

from tests.cast import NOON


@pytest.fixture
def clock():
    """The time of day, which stands still until a test moves it."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller
