"""No page of the queue weighs more than a page may: what its rows cost is counted beforehand."""

import re
from collections import Counter
from itertools import product

import pytest

from mori.logbook.photos.models import EntryPhoto
from tests.cast import NOON
from tests.logbook.review.queue.heavy import fill_queue

pytestmark = pytest.mark.usefixtures("clock")


def shown(page):
    return re.findall(r'<li id="entry-(\w+)"', page)


def all_pages(browser):
    """Each page of the queue, linted: at most 4,096 bytes."""
    address = "/tinjau"
    while address:
        page = browser.get(address).text
        yield page
        head, _, _ = page.partition('rel="next"')
        address = head.rpartition('href="')[2].split('"')[0] if head != page else ""


def test_ten_different_interns_with_photos_fit_page_by_page(visit, cast):
    entries = fill_queue(cast, 10, photos=3, comments=1)

    pages = [shown(page) for page in all_pages(visit(cast.rina))]

    assert sum(pages, []) == [entry.key for entry in entries]
    assert all(1 < len(page) < 10 for page in pages[:-1])


@pytest.mark.parametrize(
    ("photos", "comments", "words", "interns"),
    list(product((0, 1, 3), (0, 1, 2), (25, 100, 350, 1_500), (1, 4, 99))),
)
def test_a_page_fits_whatever_is_in_it(visit, cast, photos, comments, words, interns):
    entries = fill_queue(cast, 10, photos, comments, words, interns)

    pages = list(all_pages(visit(cast.rina)))

    assert Counter(sum(map(shown, pages), [])) == Counter(entry.key for entry in entries)


def test_a_page_fits_after_many_were_initialled_together(visit, cast):
    entries = fill_queue(cast, 20, photos=1)
    rina = visit(cast.rina)

    rina.post("/tinjau/pilihan", {"pick": [f"{each.key}.1" for each in entries[10:]]})
    pages = list(all_pages(rina))  # with photos nobody has seen, none of them is initialled
    EntryPhoto.update(seen_at=NOON).execute()
    rina.post("/tinjau/pilihan", {"pick": [f"{each.key}.1" for each in entries[10:]]})
    with_toast = list(all_pages(rina))

    assert "perlu dibaca satu-satu" in pages[0]
    assert "10 catatan sudah diparaf" in with_toast[0]


def test_short_entries_of_few_are_ten_to_a_page(visit, cast):
    fill_queue(cast, 11, interns=2)

    assert len(shown(next(all_pages(visit(cast.rina))))) == 10
