"""A browser that keeps pages as dictionaries, as Chromium does (RFC 9842)."""

import base64
import hashlib
import re
from typing import Any

import brotli
import zstandard
from werkzeug.test import TestResponse

from tests.visit import Browser

BRANDS = '"Chromium";v="138", "Not)A;Brand";v="8", "Google Chrome";v="138"'
ENCODINGS = "gzip, deflate, br, zstd"
MAGIC = b"\x5e\x2a\x4d\x18\x20\x00\x00\x00"


class Chrome(Browser):
    """One person's Chromium; what comes compressed is read before it is looked at."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.headers["Sec-CH-UA"] = BRANDS
        self.held: dict[str, bytes] = {}  # the addresses a page may stand in for → the page
        self.encoding = ""  # of the last answer, and the bytes of its body
        self.body_bytes = 0

    def _open(self, method: str, path: str, **options: Any) -> TestResponse:
        headers = self._accepting(path.partition("?")[0]) | options.pop("headers", {})
        response = super()._open(method, path, headers=headers, **options)
        self.encoding = response.headers.get("Content-Encoding", "")
        self.body_bytes = response.content_length or 0
        if self.encoding in ("br", "dcz") and response.get_data():
            response.set_data(self._plain(response.get_data(), headers))
            del response.headers["Content-Encoding"]
        offered = response.headers.get("Use-As-Dictionary")
        if offered:
            pattern = re.fullmatch(r'match="([^"]+)"', offered)
            assert pattern, offered
            self.held[pattern[1]] = response.get_data()
        return response

    def _accepting(self, path: str) -> dict[str, str]:
        fitting = [each for each in self.held if matches(each, path)]
        if not fitting:
            return {"Accept-Encoding": ENCODINGS}
        return naming(self.held[max(fitting, key=len)])

    def _plain(self, body: bytes, headers: dict[str, str]) -> bytes:
        if self.encoding == "br":
            return bytes(brotli.decompress(body))
        named = base64.b64decode(headers["Available-Dictionary"].strip(":"))
        page = next(each for each in self.held.values() if digest(each) == named)
        assert body[:40] == MAGIC + named
        return decoded(body, page)


def naming(page: bytes) -> dict[str, str]:
    """The headers of a browser that holds a page."""
    name = base64.b64encode(digest(page)).decode()
    return {"Accept-Encoding": f"{ENCODINGS}, dcb, dcz", "Available-Dictionary": f":{name}:"}


def decoded(body: bytes, page: bytes) -> bytes:
    dictionary = zstandard.ZstdCompressionDict(page, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
    return zstandard.ZstdDecompressor(dict_data=dictionary).decompressobj().decompress(body[40:])


def digest(page: bytes) -> bytes:
    return hashlib.sha256(page).digest()


def matches(pattern: str, path: str) -> bool:
    return path.startswith(pattern[:-1]) if pattern.endswith("*") else path == pattern
