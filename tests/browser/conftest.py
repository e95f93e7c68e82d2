"""A browser for all tests of this folder, and a demonstration for each part of them."""

from collections.abc import Iterator
from contextlib import ExitStack
from fcntl import LOCK_EX, flock
from functools import cache
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from tests.browser.site import Site, demonstration, fill
from tests.support import browser as chromium
from tests.support.reporting import skip_loudly
from tests.support.sharing import share_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="package")
def sites(server: str | None, new_database, tmp_path_factory, testrun_uid: str):
    """Opens demonstrations: one for each part of the tests, for each changes its own."""
    filled = tmp_path_factory.getbasetemp().parent / f"filled-{testrun_uid}"
    with ExitStack() as stack:

        @cache
        def opened(part: str) -> Site:
            folder = tmp_path_factory.mktemp("demonstration")
            url = new_database("browser") if server else ""
            fill(folder, url) if url else copy_filled(filled, folder)
            return stack.enter_context(demonstration(folder, url))

        yield opened


@pytest.fixture(scope="module")
def site(sites, request: pytest.FixtureRequest) -> Site:
    return sites(share_of(request.node.nodeid))


def copy_filled(filled: Path, folder: Path) -> None:
    """Copy a demonstration that the first worker to come has filled for all."""
    with filled.with_suffix(".lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not filled.exists():
            half = filled.with_suffix(".half")
            half.mkdir()
            fill(half)
            half.rename(filled)
    copytree(filled, folder, dirs_exist_ok=True)


@pytest.fixture(scope="package")
def browser() -> Iterator["Browser"]:
    try:
        chromium.axe_source()
        with chromium.launch() as started:
            yield started
    except chromium.BrowserMissing as missing:
        skip_loudly(str(missing))
