"""What the notebook costs on a prepaid phone before it can be used."""

from urllib.parse import urlsplit

import pytest

from mori.core.bytes import FIRST_VIEW_BYTES
from tests.browser.test_bytes import address, look  # noqa: F401
from tests.support.servers.browser import phone

STYLE = "/static/mori."  # is only fetched ahead, for the page after this one


@pytest.mark.usefixtures("requests_fail")  # no worker over a certificate of our own
def test_all_that_the_first_visit_needs_is_small(browser, address):  # noqa: F811
    with phone(browser, base_url=address, ignore_https_errors=True) as context:
        fetched = look(context.new_page(), "/catatan").fetched

    sizes = {urlsplit(each.url).path: each.body_bytes for each in fetched}
    needed = {path: size for path, size in sizes.items() if not path.startswith(STYLE)}
    assert "/catatan" in needed
    assert any(path.startswith("/static/notes.") for path in needed)
    assert sum(needed.values()) <= FIRST_VIEW_BYTES, needed
