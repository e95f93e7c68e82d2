"""Forms and pages that come again: what was typed stays, and nobody is shown another's page."""

from tests.browser import acts
from tests.browser.line import line_to
from tests.support.browser import phone


def test_a_page_that_came_late_is_not_shown_to_whoever_signs_in_next(browser, site):
    with line_to(site.address) as line, phone(browser, base_url=line.address) as context:
        page = context.new_page()
        acts.begin(page, site, "Nadia Teladan")
        page.goto("/saya")
        assert "Nadia Teladan" in page.content()
        line.delays["/saya"] = 5
        page.goto("/saya")  # the page of what is kept stands in
        line.delays.clear()
        page.goto("/logbook")
        page.wait_for_timeout(4000)  # meanwhile it came, and nobody took it
        page.request.post("/keluar")
        context.clear_cookies()
        acts.begin(page, site, "Contohwati")

        page.goto("/saya")

        assert "Nadia Teladan" not in page.content()
