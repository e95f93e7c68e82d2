"""Ringkasan on a phone, on a desktop and on paper, as a coordinator and a head meet it."""

import pytest

from tests.browser.acts import sign_in

COORDINATOR, HEAD = "Rusdiana Misalkan", "Halimah Teladan"
SIZE = """() => {
  const page = document.documentElement;
  return [page.scrollWidth, page.scrollHeight];
}"""


@pytest.fixture
def opened_as(browser, site):
    """Opens Ringkasan as somebody, in a window of a size."""
    contexts = []

    def open_as(name, width, height, **options):
        context = browser.new_context(
            base_url=site.address,
            viewport={"width": width, "height": height},
            locale="id-ID",
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        sign_in(page, site.people[name])
        page.goto("/")
        return page

    yield open_as
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", [COORDINATOR, HEAD])
def test_a_desktop_shows_all_of_it_without_scrolling(opened_as, name):
    page = opened_as(name, 1280, 800)

    assert page.url.endswith("/ringkasan")
    assert page.evaluate(SIZE) == [1280, 800]


def test_no_width_between_a_phone_and_a_desktop_scrolls_sideways(opened_as):
    page = opened_as(HEAD, 900, 800)

    for width in (900, 1024, 1239, 1240):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(SIZE)[0] == width
        right = page.locator(".nav").evaluate("nav => nav.getBoundingClientRect().right")
        assert right <= page.locator(".red").bounding_box()["x"]


def test_a_phone_shows_one_column_and_leads_on(opened_as):
    page = opened_as(COORDINATOR, 360, 740)
    sections = page.locator(".glance > section")
    lefts = {round(each.bounding_box()["x"]) for each in sections.all()}

    assert page.evaluate(SIZE)[0] == 360
    assert lefts == {16}

    folded = (
        page.get_by_role("heading", name="Perlu perhatian", exact=True)
        .locator("..")
        .locator("details")
    )
    folded.locator("summary").press("Enter")
    assert folded.locator("a.item").first.is_visible()

    first = page.locator("a.item").first
    path = first.get_attribute("href")
    first.click()
    page.wait_for_url(f"**{path}")


def test_on_paper_it_is_one_column_with_all_that_is_folded(opened_as):
    page = opened_as(COORDINATOR, 720, 900)
    page.emulate_media(media="print")

    assert page.get_by_role("heading", level=1).is_visible()
    assert not page.locator(".nav").is_visible()
    assert not page.locator("summary").first.is_visible()
    assert page.locator("details a.item").last.is_visible()
