from collections.abc import Iterator

import pytest
import time_machine

from tests.cast import NOON


@pytest.fixture
def noon() -> Iterator[time_machine.Traveller]:
    """It is noon on a Wednesday in Banua; the test may move the clock on."""
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock
