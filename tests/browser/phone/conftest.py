"""What the tests of phone begin with."""

import socket
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.browser import acts
from tests.browser.site import Site
from tests.support.servers.browser import phone


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0), backlog=64) as mine:
        yield mine


@pytest.fixture
def door(site: Site, listener: socket.socket) -> Site:
    """The same demonstration behind an address of our own, where servers come and go."""
    return replace(site, address=f"http://127.0.0.1:{listener.getsockname()[1]}")


@pytest.fixture
def page(browser, door: Site):
    with phone(browser, base_url=door.address) as context:
        opened = context.new_page()
        opened.set_default_timeout(acts.PATIENCE * 1000)
        yield opened
