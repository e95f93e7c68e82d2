"""Pages go out as a difference, else as brotli, or as gzip where plain http allows no brotli."""

import gzip

import brotli
from flask import Flask, Response, request

from mori.core.bytes import BROTLI_QUALITY

from . import dictionaries

WORTH_IT = 200  # bytes


def init_app(app: Flask) -> None:
    dictionaries.init_app(app)
    app.after_request(compress)


def compress(response: Response) -> Response:
    if response.mimetype != "text/html" or response.is_streamed:
        return response
    body = response.get_data()
    difference = dictionaries.difference(response, body)
    dictionaries.remember(response, body)
    encoding = "dcz" if difference else _best_encoding()
    if encoding and len(body) > WORTH_IT:
        response.set_data(difference or _encode(body, encoding))
        response.headers["Content-Encoding"] = encoding
        if difference:
            response.headers["Vary"] = "*"
    return response


def _best_encoding() -> str | None:
    accepted = request.headers.get("Accept-Encoding", "")
    return next((name for name in ("br", "gzip") if name in accepted), None)


def _encode(body: bytes, encoding: str) -> bytes:
    if encoding == "br":
        return brotli.compress(body, quality=BROTLI_QUALITY, mode=brotli.MODE_TEXT)
    return gzip.compress(body, 6)
