import pytest

from mori.links.operations import Given
from tests.institutions.conftest import campus, contact  # noqa: F401 - fixtures
from tests.links.holding import give


@pytest.fixture
def given(cast, contact) -> Given:  # noqa: F811
    return give(cast, contact)
