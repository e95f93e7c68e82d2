"""A browser for the tests of this folder, and a demonstration for each file of them."""

from collections.abc import Iterator
from fcntl import LOCK_EX, flock
from pathlib import Path
from shutil import copytree, rmtree
from typing import TYPE_CHECKING

import pytest

from tests.browser.acts import PATIENCE
from tests.browser.site import Site, demonstration, fill
from tests.support import as_if
from tests.support.reporting import skip_loudly
from tests.support.servers import browser as chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def site(
    request: pytest.FixtureRequest,
    server: str | None,
    new_database,
    tmp_path_factory,
    testrun_uid: str,
) -> Iterator[Site]:
    """A demonstration for each file, for each changes its own."""
    folder = tmp_path_factory.mktemp("demonstration")
    url = new_database("browser") if server else ""
    if url:
        fill(folder, url)
    else:
        filled = f"filled-{as_if.begins(request.node):%Y%m%dT%H%M}-{testrun_uid}"
        copy_filled(tmp_path_factory.getbasetemp().parent / filled, folder)
    with demonstration(folder, url) as started:
        yield started


def copy_filled(filled: Path, folder: Path) -> None:
    """Copy a demonstration that the first worker to come has filled for all."""
    with filled.with_suffix(".lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not filled.exists():
            half = filled.with_suffix(".half")
            rmtree(half, ignore_errors=True)  # of a worker that was killed over it
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


@pytest.fixture(autouse=True)
def no_page_breaks(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever a test is about: no script fails, and no console has an error to tell."""
    chromium.TROUBLE.clear()
    yield
    may_fail = "requests_fail" in request.fixturenames
    trouble = [
        text
        for text in chromium.TROUBLE
        if text != chromium.LEFT and not (may_fail and text.startswith(chromium.NETWORK))
    ]
    assert not trouble, "\n".join(trouble)


@pytest.fixture
def requests_fail() -> None:
    """For a test whose requests are refused or cut off on purpose: the console tells of them."""


@pytest.fixture
def opened(browser, site: Site, tmp_path):
    """Open a phone whose memory outlives the browser; again with the same name, it is there."""
    contexts = []

    def open_phone(name: str = "phone", *, scripts: bool = True):
        found = chromium.find()
        context = browser.browser_type.launch_persistent_context(
            tmp_path / name,
            executable_path=found.path,
            args=[*chromium.FLAGS, *found.flags],
            base_url=site.address,
            java_script_enabled=scripts,
            **chromium.PHONE,
        )
        context.add_init_script(as_if.script())
        chromium.watch(context)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        return page

    yield open_phone
    for context in contexts:
        context.close()
