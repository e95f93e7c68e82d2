"""Pages go out as a difference, else as brotli, or as gzip where plain http allows no brotli.

The phone's worker and what it asks for go out as brotli or gzip, too.
"""

import gzip
from functools import lru_cache

import brotli
from flask import Flask, Response, g, request

from mori.core.bytes import BROTLI_QUALITY, BROTLI_SMALLEST

from . import dictionaries

WORTH_IT = 200  # bytes
COMPRESSED = ("text/html", "text/javascript", "application/json")


def init_app(app: Flask) -> None:
    dictionaries.init_app(app)
    app.after_request(compress)


def as_small_as_it_can() -> None:
    """Spend more on this answer's body, and remember it: the same goes out to many."""
    g.is_compressed_once = True


def compress(response: Response) -> Response:
    if response.mimetype not in COMPRESSED or response.is_streamed:
        return response
    body = response.get_data()
    difference = dictionaries.difference(response, body)
    dictionaries.remember(response, body)
    encoding = "dcz" if difference else _best_encoding()
    if encoding and len(body) > WORTH_IT:
        is_again_and_again = response.mimetype == "text/javascript" or "is_compressed_once" in g
        encode = _encode_once if is_again_and_again else _encode
        response.set_data(difference or encode(body, encoding))
        response.headers["Content-Encoding"] = encoding
        if difference:
            response.headers["Vary"] = "*"
        elif response.mimetype != "text/html":  # pages have theirs from mori/web/headers.py
            response.vary.add("Accept-Encoding")
    return response


def _best_encoding() -> str | None:
    accepted = request.headers.get("Accept-Encoding", "")
    return next((name for name in ("br", "gzip") if name in accepted), None)


def _encode(body: bytes, encoding: str, quality: int = BROTLI_QUALITY) -> bytes:
    if encoding == "br":
        return bytes(brotli.compress(body, quality=quality, mode=brotli.MODE_TEXT))
    return gzip.compress(body, 6)


@lru_cache(maxsize=32)
def _encode_once(body: bytes, encoding: str) -> bytes:
    """As small as it can: the worker's text is the same for everybody until the next release,
    and a whole book until the next edition.
    """
    return _encode(body, encoding, BROTLI_SMALLEST)
