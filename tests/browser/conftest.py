"""One demonstration and one browser for all tests of this folder, kept on one worker."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.site import Site, demonstration
from tests.support import browser as chromium
from tests.support.reporting import skip_loudly

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="package")
def site(new_database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("demonstration")
    with demonstration(folder, new_database("browser")) as started:
        yield started


@pytest.fixture(scope="package")
def browser() -> Iterator["Browser"]:
    try:
        chromium.axe_source()
        with chromium.launch() as started:
            yield started
    except chromium.BrowserMissing as missing:
        skip_loudly(str(missing))
