"""Browsers that keep dictionaries."""

import pytest

from mori.web.wire import dictionaries
from mori.web.wire.dictionaries import Remembered
from tests.web.chrome import Chrome


@pytest.fixture
def chrome(app, cast):
    """Opens them: ``chrome(person)``, with a role where somebody has several."""
    return lambda person, role=None, htmx=False: Chrome(app, person, htmx, role, False)


@pytest.fixture
def nothing_remembered(app):
    app.extensions[dictionaries.REMEMBERED] = Remembered(1024 * 1024)
