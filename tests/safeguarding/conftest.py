"""A clock that stands at noon, and people who read English."""

import pytest
import time_machine

from mori.accounts.models import Person
from tests.cast import NOON


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def english(cast):
    Person.update(locale="en").execute()
