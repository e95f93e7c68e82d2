"""What the pages of a note cost on a prepaid phone, and what comes behind the first of them."""

from mori.core.bytes import PAGE_BYTES, brotli_size
from mori.encounters.notebook.phone_views import PAGES
from mori.web.wire.assets import sent

BEHIND = 45_000  # at most once a day: the empty pages and their kit; and once, script and worker


def test_each_page_after_it_is_small_and_so_is_what_comes_behind(visit):
    browser = visit()
    kit = browser.get("/catatan/isi.json")
    pages = {path: browser.get(path) for path in kit.json["pages"]}

    sizes = {path: brotli_size(page.data) for path, page in pages.items()}
    behind = [brotli_size(browser.get("/sw.js").data), brotli_size(sent("notebook.js").encode())]

    assert len(pages) == len(PAGES) + 1
    with_style = [sizes.pop("/catatan"), sizes.pop("/bantuan")]
    assert max(sizes.values()) <= PAGE_BYTES, sizes
    assert sum([*with_style, *sizes.values(), *behind, brotli_size(kit.data)]) <= BEHIND
