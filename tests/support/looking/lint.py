"""What every answer of MORI has to be like; a complaint says what to write instead."""

import gzip
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import brotli

from mori.core import bytes as budget

from . import markup, rules
from .csp import Policy

# The values of hidden fields that no rule looks at.
SECRETS = re.compile(r'(name="(?:csrf_token|k|b)" value=")[^"]+')


class Request(Protocol):
    @property
    def path(self) -> str: ...


class Response(Protocol):
    """As much of Werkzeug's test response as is looked at."""

    @property
    def status_code(self) -> int: ...
    @property
    def headers(self) -> Any: ...
    @property
    def request(self) -> Request: ...
    def get_data(self) -> bytes: ...


def lint(response: Response) -> None:
    """Raise an AssertionError that lists all there is to mend in this answer."""
    complaints = list(_complaints(response))
    if complaints:
        listed = "\n- ".join(complaints)
        raise AssertionError(f"{response.request.path} ({response.status_code}):\n- {listed}")


def lint_css(path: Path) -> None:
    size = css_bytes(path)
    if size > budget.CSS_BYTES:
        raise AssertionError(
            f"{path} is {size} bytes compressed, of {budget.CSS_BYTES}: "
            "Remove rules nobody uses, or merge those that say the same."
        )


def css_bytes(path: Path) -> int:
    return budget.brotli_size(path.read_bytes())


def _complaints(response: Response) -> Iterator[str]:
    yield from _headers(response)
    yield from _cookies(response)
    is_shown = not (300 <= response.status_code < 400 or response.status_code == 204)
    if is_shown and response.headers.get("Content-Type", "").startswith("text/html"):
        yield from _policy(response)
        yield from _size(response)
        yield from _markup(response)


def _headers(response: Response) -> Iterator[str]:
    headers = response.headers
    if headers.get("X-Content-Type-Options") != "nosniff":
        yield "Send X-Content-Type-Options: nosniff."
    if headers.get("Referrer-Policy") != "same-origin":
        yield "Send Referrer-Policy: same-origin; no-referrer would make a form's Origin null."
    size = sum(len(f"{name}: {value}\r\n".encode()) for name, value in headers.items())
    if size > budget.HEADER_BYTES:
        yield (
            f"The headers are {size} bytes, of {budget.HEADER_BYTES}: "
            "Shorten the longest, first of all the Content-Security-Policy."
        )


def _cookies(response: Response) -> Iterator[str]:
    for cookie in response.headers.getlist("Set-Cookie"):
        pair = cookie.partition(";")[0]
        is_everywhere = "; Path=/;" in f"{cookie};"  # others are carried to their own page alone
        if is_everywhere and len(pair.encode()) > budget.COOKIE_BYTES:
            yield (
                f"The cookie {pair.partition('=')[0]} is {len(pair.encode())} bytes, of "
                f"{budget.COOKIE_BYTES}: Keep a key in it, and the rest in the database."
            )


def _policy(response: Response) -> Iterator[str]:
    written = response.headers.get("Content-Security-Policy")
    if not written:
        yield "Send a Content-Security-Policy with every page and fragment."
        return
    for unsafe in ("'unsafe-inline'", "'unsafe-eval'"):
        if unsafe in written:
            yield f"Take {unsafe} out of the Content-Security-Policy: Move the code to a file."
    if "'nonce-" in written:
        yield "Take the nonce out of the Content-Security-Policy: Name the hash of the style."


def _size(response: Response) -> Iterator[str]:
    body = response.get_data()
    sent = response.headers.get("Content-Encoding")
    plain = _plain(body, sent)
    allowed = budget.FIRST_VIEW_BYTES if b"<style>" in plain else budget.PAGE_BYTES
    quality = budget.BROTLI_QUALITY
    if b"data-edition=" in plain:  # a whole book is sent as small as it can be
        allowed, quality = budget.BOOK_BYTES, budget.BROTLI_SMALLEST
    size = len(body) if sent == "br" else budget.brotli_size(plain, quality)
    if size > allowed:
        yield (
            f"The page is {size} bytes compressed, of {allowed}: "
            "Show fewer rows with a link to more, or say it in fewer words."
        )


def _markup(response: Response) -> Iterator[str]:
    body = _plain(response.get_data(), response.headers.get("Content-Encoding")).decode()
    yield from _read(SECRETS.sub(r"\1", body), response.headers.get("Content-Security-Policy", ""))


@lru_cache(200)
def _read(html: str, policy: str) -> tuple[str, ...]:
    """What there is to mend in a page; two people's refusals differ in their secrets alone."""
    page = markup.read(html)
    applied = rules.WHOLE if page.whole else rules.FRAGMENT
    return (
        *(complaint for rule in applied for complaint in rule(page)),
        *rules.styles(page, Policy(policy)),
    )


def _plain(body: bytes, encoding: str | None) -> bytes:
    if encoding in (None, "identity"):
        return body
    if encoding == "br":
        return bytes(brotli.decompress(body))
    if encoding == "gzip":
        return gzip.decompress(body)
    raise AssertionError(f"Ask for this page without Accept-Encoding: {encoding} is not read here.")
