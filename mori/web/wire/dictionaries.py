"""A page as the dictionary of the next one: what a phone has seen is not sent again (RFC 9842).

The server remembers the last pages of each session. A browser that names one of them by its
digest gets the next page as its difference from that one, and everyone else gets brotli.
Whose pages, which, and why: docs/decisions/0007-pages-as-dictionaries.md.
"""

import base64
import hashlib
import re
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

import zstandard
from flask import Flask, Response, current_app, g, request

from mori.web.sessions import signed_in

REMEMBERED = "mori.remembered"
MAGIC = b"\x5e\x2a\x4d\x18\x20\x00\x00\x00"
LEVEL = 9  # a tenth smaller than 3, and still a fifth of what brotli takes
KEPT = 2  # of each address: the one a browser named, and the one on its way to it

# Only who knows dictionaries is offered one: others might take the caching at its word.
CHROMIUM = re.compile(r'"Chromium";v="(\d+)"')
OLDEST_CHROMIUM = 130

# Without a lifetime Chromium keeps no dictionary, and with one a service worker would be
# handed yesterday's page. What varies with everything is always asked for anew.
CACHING = {
    "Cache-Control": "private, max-age=0, stale-while-revalidate=86400",
    "Vary": "*",
}


class Page(NamedTuple):
    """A page as a browser may hold it, and the addresses it may stand in for."""

    addresses: str
    html: bytes


class Remembered:
    """The last pages of each session, an LRU cache of bounded size."""

    def __init__(self, room_bytes: int) -> None:
        self.room_bytes = room_bytes
        self.used_bytes = 0
        self._sessions: OrderedDict[str, OrderedDict[bytes, Page]] = OrderedDict()
        self._lock = threading.Lock()

    def page(self, whose: str, digest: bytes) -> bytes | None:
        """A page by its digest, if this session was given it."""
        with self._lock:
            pages = self._sessions.get(whose)
            if pages is None or digest not in pages:
                return None
            pages.move_to_end(digest)  # what a phone names is what it holds
            return pages[digest].html

    def keep(self, whose: str, addresses: str, html: bytes) -> None:
        digest = hashlib.sha256(html).digest()
        with self._lock:
            pages = self._sessions.setdefault(whose, OrderedDict())
            self._sessions.move_to_end(whose)
            self._drop(pages, digest)
            alike = [each for each, page in pages.items() if page.addresses == addresses]
            for old in alike[: max(0, len(alike) - KEPT + 1)]:
                self._drop(pages, old)
            pages[digest] = Page(addresses, html)
            self.used_bytes += len(html)
            while self.used_bytes > self.room_bytes:
                self._forget(next(iter(self._sessions)))

    def forget(self, whose: str) -> None:
        with self._lock:
            self._forget(whose)

    def _forget(self, whose: str) -> None:
        for page in self._sessions.pop(whose, OrderedDict()).values():
            self.used_bytes -= len(page.html)

    def _drop(self, pages: OrderedDict[bytes, Page], digest: bytes) -> None:
        dropped = pages.pop(digest, None)
        self.used_bytes -= len(dropped.html) if dropped else 0


def init_app(app: Flask) -> None:
    room = app.config["SETTINGS"].page_memory * 1024 * 1024
    app.extensions[REMEMBERED] = Remembered(room)


def remembered() -> Remembered:
    found: Remembered = current_app.extensions[REMEMBERED]
    return found


def offer(response: Response, addresses: str) -> None:
    """Ask the browser to keep this page as the dictionary of its ``addresses``."""
    if request.method == "GET" and response.status_code == 200 and _keeps_dictionaries():
        response.headers["Use-As-Dictionary"] = f'match="{addresses}"'
        response.headers.update(CACHING)


def _keeps_dictionaries() -> bool:
    version = CHROMIUM.search(request.headers.get("Sec-CH-UA", ""))
    return version is not None and int(version[1]) >= OLDEST_CHROMIUM


def offer_to_all(response: Response, addresses: str, former: Callable[[bytes], str]) -> None:
    """The same for a page that says nothing of whoever asks, so that nothing is remembered.

    ``former`` finds an earlier one by its digest, as it is made; empty if there is none.
    """
    if _keeps_dictionaries():
        response.headers["Use-As-Dictionary"] = f'match="{addresses}"'
    g.former_page = former


def difference(response: Response, html: bytes) -> bytes | None:
    """The page as its difference from one that this session's browser says it holds."""
    digest = _named()
    if digest is None:
        return None
    previous = _previous(response, digest)
    return encode(html, previous) if previous else None


def _previous(response: Response, digest: bytes) -> bytes | None:
    if "former_page" in g:
        former: Callable[[bytes], str] = g.former_page
        return former(digest).encode()
    return remembered().page(_whose(), digest) if _is_own(response) else None


def remember(response: Response, html: bytes) -> None:
    """Keep a page that was offered as a dictionary."""
    offered = response.headers.get("Use-As-Dictionary")
    if "former_page" in g:
        return
    if offered and _is_own(response):
        remembered().keep(_whose(), offered, html)


def _is_own(response: Response) -> bool:
    """Whether this is a page for somebody signed in that may be kept at all."""
    return bool(_whose()) and not response.cache_control.no_store


def _whose() -> str:
    """The session, rather than the person: one that has ended reaches nothing any more."""
    actor = signed_in()
    return actor.digest if actor else ""


def _named() -> bytes | None:
    """The SHA-256 of the page the browser holds, if it can use it."""
    named = request.headers.get("Available-Dictionary", "").strip()
    if "dcz" not in request.headers.get("Accept-Encoding", ""):
        return None
    if request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site"):
        return None  # the length would tell whoever made the browser ask what is on the page
    try:
        return base64.b64decode(named.strip(":"), validate=True) or None
    except ValueError:  # not base64, or not even ASCII
        return None


def encode(html: bytes, previous: bytes) -> bytes:
    """The body for ``Content-Encoding: dcz``: magic, the dictionary's SHA-256, a zstd frame."""
    dictionary = zstandard.ZstdCompressionDict(previous, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
    parameters = zstandard.ZstdCompressionParameters.from_level(
        LEVEL, write_dict_id=0, write_content_size=0
    )
    compressor = zstandard.ZstdCompressor(dict_data=dictionary, compression_params=parameters)
    return MAGIC + hashlib.sha256(previous).digest() + compressor.compress(html)
