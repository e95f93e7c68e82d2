"""A phone with a camera, and somebody signed in on it."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from mori.web.files import MOST_FILE_BYTES
from tests.browser import acts
from tests.browser.line import Line, line_to
from tests.browser.site import Site
from tests.support.pictures import jpeg, scene


@pytest.fixture(scope="module")
def camera() -> dict:
    """Twelve megapixels of grain, with the place and the maker in them."""
    content = jpeg(scene(4000, 3000, noise=0.15))
    assert 2_500_000 < len(content) < MOST_FILE_BYTES
    return {"name": "IMG_2026.jpg", "mimeType": "image/jpeg", "buffer": content}


@pytest.fixture
def line(site: Site) -> Iterator[Line]:
    with line_to(site.address) as started:
        yield started


@pytest.fixture
def enter(browser, site: Site):
    """Somebody's own phone, signed in."""
    with ExitStack() as stack:
        yield lambda name, scripts=True, address=site.address: stack.enter_context(
            acts.signed_in(
                browser, site.people[name], base_url=address, java_script_enabled=scripts
            )
        )
