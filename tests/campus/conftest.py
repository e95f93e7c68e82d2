from tests.institutions.conftest import campus, contact, twin  # noqa: F401 - fixtures
from tests.links.conftest import given  # noqa: F401 - a fixture
