"""The byte budgets of docs/performance.md: on a prepaid phone bytes are money."""

from typing import Final

import brotli

# Any page's HTML, compressed as the server does it. Four kilobytes and the headers
# still fit into what TCP sends before it first waits for an answer.
PAGE_BYTES: Final = 4_096

# A chapter of a book, and a whole book as one page, which lies on the phone from then on.
CHAPTER_BYTES: Final = 3_000
BOOK_BYTES: Final = 8_000

# A new edition of a book that lies on the phone already.
NEW_EDITION_BYTES: Final = 500

# The form of an opinion with its case, and the answer to sealing it.
OPINION_BYTES: Final = 2_500
SEALING_BYTES: Final = 500

# A stylesheet, whether linked or inlined.
CSS_BYTES: Final = 6_144

# A first visit with an empty cache, up to the load event, headers aside.
FIRST_VIEW_BYTES: Final = 6_500

# The same visit with every script the page asks for, early or late.
FIRST_VIEW_WITH_SCRIPTS_BYTES: Final = 24_000

# The body of a page seen before, sent as its difference from the last one.
REPEAT_BODY_BYTES: Final = 250

# The same for a browser that keeps no dictionary.
REPEAT_BODY_WITHOUT_DICTIONARY_BYTES: Final = 3_200

# All response headers as HTTP/1.1 writes them: "Name: value" and a line end each.
HEADER_BYTES: Final = 850

# One cookie's name, equals sign and value: it comes back with every request.
COOKIE_BYTES: Final = 64

# The phone's worker, with the page that it carries in itself: sent again only when it has changed.
WORKER_BYTES: Final = 10_400

# A photo and a photographed sheet of paper, after the phone has shrunk them.
PHOTO_BYTES: Final = 60_000
PAPER_BYTES: Final = 90_000

# What a response may cost the processor; the budgets are measured at the same level.
BROTLI_QUALITY: Final = 5

# The same for what goes out again and again as it is: the worker, and whole books.
BROTLI_SMALLEST: Final = 11


def brotli_size(body: bytes, quality: int = BROTLI_QUALITY) -> int:
    """How many bytes the body takes once compressed."""
    return len(brotli.compress(body, quality=quality))
