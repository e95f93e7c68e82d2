"""A browser for the tests of this folder, and a demonstration for each file of them."""

from collections.abc import Iterator
from fcntl import LOCK_EX, flock
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from tests.browser.site import Site, demonstration, fill
from tests.support import browser as chromium
from tests.support.reporting import skip_loudly

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def site(server: str | None, new_database, tmp_path_factory, testrun_uid: str) -> Iterator[Site]:
    """A demonstration for each file, for each changes its own."""
    folder = tmp_path_factory.mktemp("demonstration")
    url = new_database("browser") if server else ""
    if url:
        fill(folder, url)
    else:
        copy_filled(tmp_path_factory.getbasetemp().parent / f"filled-{testrun_uid}", folder)
    with demonstration(folder, url) as started:
        yield started


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
