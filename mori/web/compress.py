"""Pages go out as brotli, or as gzip to browsers that have no brotli over plain http."""

import gzip

import brotli
from flask import Flask, Response, request

WORTH_IT = 200  # bytes


def init_app(app: Flask) -> None:
    app.after_request(compress)


def compress(response: Response) -> Response:
    if response.mimetype != "text/html" or response.is_streamed:
        return response
    body = response.get_data()
    encoding = _best_encoding()
    if encoding and len(body) > WORTH_IT:
        response.set_data(_encode(body, encoding))
        response.headers["Content-Encoding"] = encoding
    return response


def _best_encoding() -> str | None:
    accepted = request.headers.get("Accept-Encoding", "")
    return next((name for name in ("br", "gzip") if name in accepted), None)


def _encode(body: bytes, encoding: str) -> bytes:
    if encoding == "br":
        return brotli.compress(body, quality=5, mode=brotli.MODE_TEXT)
    return gzip.compress(body, 6)
