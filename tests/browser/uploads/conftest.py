"""A site with the invented slice that takes files, and a line to it that breaks."""

import itertools
import os
import sys
from collections.abc import Iterator

import pytest

from tests.browser.line import Line, line_to
from tests.browser.site import Person, Site, _run

TAKEN = itertools.count()
INVENTED = "TEST_INVENTED"
MAKE_TABLE = """
from tests.support.started.invented import let_in
let_in("sketching")
from mori import create_app
from mori.config import load
from mori.core.db import db
create_app(load())
from mori.sketching.models import Sketch
db.create_tables([Sketch])
"""


@pytest.fixture(scope="module", autouse=True)
def invented() -> Iterator[None]:
    """Before the site is started, which takes over what the environment says."""
    os.environ[INVENTED] = "sketching"
    yield
    del os.environ[INVENTED]


@pytest.fixture(scope="module")
def site(invented, site: Site) -> Site:
    _run(site.environment, sys.executable, "-c", MAKE_TABLE)
    return site


@pytest.fixture
def intern(site: Site) -> Person:
    """Another one for each test, with nothing sent yet."""
    interns = [each for each in site.people.values() if each.role == "intern"]
    return interns[next(TAKEN) % len(interns)]


@pytest.fixture
def line(site: Site) -> Iterator[Line]:
    with line_to(site.address) as started:
        yield started
