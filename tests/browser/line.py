"""A line to the site on which each answer is weighed, whoever in the browser asked for it.

What a service worker fetches is not among what a page's own tools count.
"""

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

SETTLED = 0.4  # seconds without an answer
LONGEST = 60  # seconds of trouble
HOP_BY_HOP = ("connection", "transfer-encoding")


class Answer(NamedTuple):
    """One answer as HTTP/1.1 carries it, and what was sent to get it."""

    method: str
    path: str
    status: int
    asked: dict[str, str]  # the request's headers
    headers: dict[str, str]
    sent_bytes: int
    head_bytes: int
    body_bytes: int

    @property
    def is_page(self) -> bool:
        return self.headers.get("content-type", "").startswith("text/html")


class Line:
    """Where the site can also be reached, and what came and went there."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.answers: list[Answer] = []
        self.changed_at = time.monotonic()
        self.delays: dict[str, float] = {}  # seconds by which answers of a path come later,
        self.holds: dict[str, float] = {}  # and by which what is asked arrives later
        # By how a path begins: "slow" answers, "reset" ones, or a body that "stalls".
        self.trouble: dict[str, str] = {}
        self.refused: list[str] = []
        # Where it breaks: "asked" before a request arrives, "answered" before its answer does.
        self.breaks: Callable[[str], str] = lambda _path: ""
        self.own: dict[str, int] = {}  # paths answered by the line, as a proxy does, and how

    def trouble_on(self, path: str) -> str:
        return next((how for begin, how in self.trouble.items() if path.startswith(begin)), "")

    def suffer(self, door: BaseHTTPRequestHandler, how: str) -> None:
        """Wait as long as there is this trouble, or hang up."""
        path = door.path
        if self.trouble_on(path) == "reset":
            door.close_connection = True
            raise ConnectionResetError
        deadline = time.monotonic() + LONGEST
        while self.trouble_on(path) == how and time.monotonic() < deadline:
            time.sleep(0.1)

    def carried(self, answer: Answer) -> None:
        self.answers.append(answer)
        self.changed_at = time.monotonic()

    def during(self, do: Callable[[], object]) -> list[Answer]:
        """The answers that come while something is done, and in the quiet after it."""
        before = len(self.answers)
        do()
        self.changed_at = time.monotonic()
        while time.monotonic() - self.changed_at < SETTLED:
            time.sleep(0.05)
        return self.answers[before:]


def break_off(door: BaseHTTPRequestHandler, is_broken: bool) -> None:
    if is_broken:
        door.close_connection = True
        raise ConnectionResetError


@contextmanager
def line_to(address: str) -> Iterator[Line]:
    """Yield a line to the site at an address."""

    class Door(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._pass_on(b"")

        def do_POST(self) -> None:
            self._pass_on(self.rfile.read(int(self.headers.get("Content-Length", 0))))

        def _pass_on(self, body: bytes) -> None:
            if self.path in line.own:
                self._refuse(line.own[self.path])
                return
            # A browser that leaves a page hangs up on what it still waits for.
            with (
                closing(http.client.HTTPConnection(address.removeprefix("http://"))) as inside,
                suppress(ConnectionError),
            ):
                time.sleep(line.holds.get(self.path, 0))
                broken = line.breaks(self.path)
                break_off(self, broken == "asked")
                inside.request(self.command, self.path, body or None, dict(self.headers))
                answer = inside.getresponse()
                content = answer.read()
                break_off(self, broken == "answered")
                time.sleep(line.delays.get(self.path, 0))
                line.suffer(self, "slow")
                self._answer(answer, body, content)

        def _refuse(self, status: int) -> None:
            line.refused.append(self.path)
            self.send_response_only(status)
            self.send_header("Content-Length", "4")
            self.end_headers()
            self.wfile.write(b"<h1>")

        def _answer(self, answer: http.client.HTTPResponse, sent: bytes, body: bytes) -> None:
            headers = [each for each in answer.getheaders() if each[0].lower() not in HOP_BY_HOP]
            self.send_response_only(answer.status, answer.reason)
            for name, value in headers:
                self.send_header(name, value)
            if answer.getheader("Content-Length") is None and body:
                self.send_header("Content-Length", str(len(body)))
            line.carried(
                Answer(
                    self.command,
                    self.path,
                    answer.status,
                    {name.lower(): value for name, value in self.headers.items()},
                    {name.lower(): value for name, value in headers},
                    len(self.raw_requestline) + len(str(self.headers)) + len(sent),
                    sum(map(len, self._headers_buffer)) + 2,  # type: ignore[attr-defined]
                    len(body),
                )
            )
            self.end_headers()
            self.wfile.flush()
            line.suffer(self, "stalls")
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        server.daemon_threads = True
        line = Line(f"http://127.0.0.1:{server.server_port}")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield line
        server.shutdown()
