"""Browsers that keep dictionaries."""

import pytest

from tests.web.chrome import Chrome


@pytest.fixture
def chrome(app, cast):
    """Opens them: ``chrome(person)``, with a role where somebody has several."""
    return lambda person, role=None, htmx=False: Chrome(app, person, htmx, role, False)
