import pytest
import time_machine

from tests.cast import NOON
from tests.support.servers import smtp


@pytest.fixture
def mailbox():
    with smtp.start() as started:
        yield started


@pytest.fixture
def noon():
    """It is noon on a Wednesday in Banua, and the clock goes on."""
    with time_machine.travel(NOON) as clock:
        yield clock
