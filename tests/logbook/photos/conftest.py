"""What the tests of photos begin with."""

import pytest

from mori.logbook.models import Entry
from mori.logbook.photos import operations as operations
from mori.logbook.photos.models import EntryPhoto
from tests.logbook.photos.taking import TEXT, attach
from tests.logbook.writing import write_entry


@pytest.fixture(autouse=True)
def at_noon(noon):
    """Every test of photos begins then."""


@pytest.fixture
def entry(cast) -> Entry:
    return write_entry(cast, text=TEXT, token="t1")


@pytest.fixture
def photo(store, entry) -> EntryPhoto:
    return attach(store, entry, "p1")
