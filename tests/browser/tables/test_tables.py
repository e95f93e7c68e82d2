"""Lists of the office are tables where there is room, and rows on a phone, in the same HTML."""

import pytest

from tests.browser import acts
from tests.browser.site import Site

LISTS = ("/peserta", "/tertunda", "/orang", "/lembaga", "/koreksi")
EDGES = """() => {
  const table = document.querySelector("table.rows");
  const edge = cell => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    const box = range.getBoundingClientRect();
    return Math.round(cell.matches(".number") ? box.right : box.left);
  };
  const filled = [...table.tHead.rows[0].cells].map((head, n) => [
    edge(head), [...table.tBodies[0].rows].map(row => row.cells[n]).filter(cell => cell.textContent)
  ]);
  return filled.map(([head, cells]) => [head, ...new Set(cells.map(edge))]);
}"""


@pytest.fixture
def opened(browser, site: Site):
    """A coordinator's page at a width: ``opened(path, width)``."""
    with acts.signed_in(
        browser, site.people["Rusdiana Misalkan"], base_url=site.address, java_script_enabled=True
    ) as page:

        def open_at(path: str, width: int):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(path)
            return page

        yield open_at


@pytest.mark.parametrize("path", LISTS)
def test_each_heading_stands_at_the_edge_of_its_column(opened, path):
    columns = opened(path, 1280).evaluate(EDGES)

    assert len(columns) > 3
    for head, *cells in columns:
        assert all(abs(cell - head) <= 2 for cell in cells), columns


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("width", [360, 1280])
def test_it_fits_the_screen_and_uses_it(opened, path, width):
    page = opened(path, width)

    table = page.locator("table.rows").first.bounding_box()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert table["width"] > 0.85 * width


@pytest.mark.parametrize("path", LISTS)
def test_a_phone_is_still_told_that_it_is_a_table(opened, path):
    page = opened(path, 360)

    tree = page.locator("table.rows").first.aria_snapshot()

    assert tree.startswith("- table ")
    assert "rowheader " in tree
    assert "columnheader " in tree
    assert "cell" in tree


def test_the_whole_row_opens_what_it_shows(opened):
    page = opened("/orang", 360)
    row = page.locator("table.rows tbody tr").first
    address = row.locator("a").get_attribute("href")

    row.click(position={"x": 200, "y": 40})

    page.wait_for_url(f"**{address}")


def test_filters_are_folded_on_a_phone_and_lie_open_on_a_wide_screen(opened):
    narrow = opened("/peserta", 360).locator("#unit").is_visible()
    first = opened("/peserta", 360).locator("table.rows tbody tr").first.bounding_box()

    wide = opened("/peserta", 1280).locator("#unit").is_visible()

    assert (narrow, wide) == (False, True)
    assert first["y"] < 640 - 56  # above the menu of a small phone
