"""Back, where somebody else has signed in meanwhile."""

import pytest

from tests.browser import acts
from tests.support import as_if
from tests.support.servers import browser as chromium


@pytest.fixture
def page(browser, site, tmp_path):
    """A phone whose browser keeps pages in memory, as browsers do unless they are tested."""
    found = chromium.find()
    context = browser.browser_type.launch_persistent_context(
        tmp_path,
        executable_path=found.path,
        args=[*chromium.FLAGS, *found.flags],
        ignore_default_args=["--disable-back-forward-cache"],
        base_url=site.address,
        **chromium.PHONE,
    )
    context.add_init_script(as_if.script())
    yield context.new_page()
    context.close()


def test_back_shows_nobody_the_pages_of_whoever_was_there_before(page, site):
    acts.sign_in(page, site.people["Nadia Teladan"])
    page.goto("/logbook")
    page.goto("/saya")
    assert "Nadia Teladan" in page.content()
    page.context.clear_cookies(name="mori")  # as a session ends by itself
    acts.sign_in(page, site.people["Contohwati"])

    seen = []
    for _ in range(4):
        page.evaluate("history.back()")
        page.wait_for_timeout(1500)
        seen.append(page.content())

    assert not [each for each in seen if "Nadia Teladan" in each]
