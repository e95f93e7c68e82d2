"""What a slow line makes of a page: seconds until the Red Button can be used.

The line is a model, so that the figures are the same on every machine: a round trip, a rate
in both directions, TCP and TLS 1.3 handshakes, slow start from ten segments, and the bytes in
the order in which they come. Asking for the address (DNS) is left out, and so is the time the
server and the phone take to think.
"""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import brotli

from bench.asking import call
from mori.web.wire.assets import address

MSS, SEGMENT_HEADER = 1_460, 40
FIRST_WINDOW = 10 * MSS
CLIENT_HELLO = 600
SERVER_FLIGHT = 2_500  # hello, a short ECDSA chain, its proof
POST_QUANTUM = 1_200  # more in each direction, where both sides know X25519MLKEM768
REQUEST = 500
BUTTON_ENDS = b"</button></form>"
STYLESHEET = b'<link rel="stylesheet"'


@dataclass(frozen=True)
class Line:
    """A line to a phone: what it carries, and how long a byte travels there and back."""

    name: str
    bits_per_second: int
    round_trip: float
    goal: float  # seconds until the button can be used

    def carries(self, size: int) -> float:
        """Seconds that so many bytes and their segments' headers occupy the line."""
        segments = -(-size // MSS)
        return (size + segments * SEGMENT_HEADER) * 8 / self.bits_per_second

    def asks(self, size: int) -> float:
        """Seconds from a request to the first byte of its answer."""
        return self.carries(size) + self.round_trip

    def delivers(self, size: int, sent: int = 0) -> float:
        """Seconds from the first to the last of so many bytes, with the pauses of slow start."""
        window, pauses = FIRST_WINDOW, 0.0
        while sent + size > window and self.carries(window) < self.round_trip:
            pauses += self.round_trip - self.carries(window)
            sent, window = sent - window, window * 2
        return self.carries(size) + pauses


LINES = (
    Line("GPRS", 50_000, 0.5, 3.0),
    Line("2G", 280_000, 0.8, 2.8),
    Line("slow 3G", 400_000, 0.4, 1.6),
)


@dataclass(frozen=True)
class Sent:
    """An answer as it goes over the line: its headers, its body, and how that is compressed."""

    headers: dict[str, str]
    body: bytes

    @property
    def head_bytes(self) -> int:
        return 15 + sum(len(name) + len(value) + 4 for name, value in self.headers.items()) + 2

    @property
    def bytes(self) -> int:
        return self.head_bytes + len(self.body)

    def bytes_until(self, text: bytes) -> int:
        """How much has to come before a text of the page can be read, headers included."""
        decode, page = _decoder(self.headers.get("Content-Encoding", "")), b""
        for place in range(len(self.body)):
            page += decode(self.body[place : place + 1])
            if text in page:
                return self.head_bytes + place + 1
        raise ValueError(f"{text!r} is not on the page")


def _decoder(encoding: str) -> Callable[[bytes], bytes]:
    if encoding == "br":
        return brotli.Decompressor().process
    if encoding == "gzip":
        return zlib.decompressobj(31).decompress
    return bytes


@dataclass(frozen=True)
class Visit:
    """A page that is opened, with what is not on the phone yet."""

    page: Sent
    stylesheet: Sent | None = None  # that the page links to, unless the phone has it
    is_connected: bool = False
    hello: int = 0  # more bytes of handshake in each direction


def usable_after(line: Line, visit: Visit) -> float:
    """Seconds until the button is on the screen: no script is waited for, styles are."""
    begin = 0.0 if visit.is_connected else handshakes(line, visit.hello)
    first_byte = begin + line.asks(REQUEST)
    sent = 0 if visit.is_connected else SERVER_FLIGHT + visit.hello
    button = first_byte + line.delivers(visit.page.bytes_until(BUTTON_ENDS), sent)
    if visit.stylesheet is None:
        return button
    asked = first_byte + line.delivers(visit.page.bytes_until(STYLESHEET), sent)
    page_is_there = first_byte + line.delivers(visit.page.bytes, sent)
    styles_begin = max(asked + line.asks(REQUEST), page_is_there)
    styles = styles_begin + line.delivers(visit.stylesheet.bytes, sent + visit.page.bytes)
    return max(button, styles)


def handshakes(line: Line, more: int = 0) -> float:
    """TCP, then TLS 1.3: the request may follow the server's flight at once."""
    flight = SERVER_FLIGHT + more
    return line.round_trip + line.asks(CLIENT_HELLO + more) + line.delivers(flight)


def visits(app: Any, cookie: str) -> dict[str, Visit]:
    """What is opened, by its name; those that the goals are about come first."""
    sign_in, home = sent(app, "/masuk"), sent(app, "/", cookie)
    stylesheet = sent(app, address("mori.css"))
    return {
        "sign-in page, first visit": Visit(sign_in),
        "home, its styles fetched ahead": Visit(home),
        "home, right after signing in": Visit(home, is_connected=True),
        "home, nothing on the phone": Visit(home, stylesheet),
        "sign-in page, first visit, post-quantum": Visit(sign_in, hello=POST_QUANTUM),
    }


GOALS = ("sign-in page, first visit", "home, its styles fetched ahead")


def sent(app: Any, path: str, cookie: str = "") -> Sent:
    status, headers, body = call(app, path, cookie, ACCEPT_ENCODING="gzip, br")
    if not status.startswith("200"):
        raise SystemExit(f"{path} answers {status}")
    return Sent(dict(headers), body)


def main(app: Any, cookie: str) -> bool:
    """Print the seconds until the button can be used; whether a goal is missed."""
    opened = visits(app, cookie)
    titles = " | ".join(f"{line.name} (goal {line.goal})" for line in LINES)
    print(f"| seconds until the button can be used | bytes until then | {titles} |")
    print("|---|---|---|---|---|")
    for name, visit in opened.items():
        size = visit.page.bytes_until(BUTTON_ENDS)
        seconds = " | ".join(f"{usable_after(line, visit):.2f}" for line in LINES)
        print(f"| {name} | {size:,} of {visit.page.bytes:,} | {seconds} |")
    return any(usable_after(line, opened[name]) > line.goal for line in LINES for name in GOALS)
