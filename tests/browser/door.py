"""The site behind a door that adds a service worker, as one for offline use will stand there."""

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

WORKER = b"""
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', event => event.waitUntil(clients.claim()));
self.addEventListener('fetch', event => {
  if (event.request.mode === 'navigate') event.respondWith(fetch(event.request));
});
"""


@contextmanager
def door(address: str) -> Iterator[str]:
    """Yield the address at which the same site has ``/forwarding.js``."""

    class Door(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if self.path == "/forwarding.js":
                self.send_response(200)
                self._end([("Content-Type", "text/javascript")], WORKER)
            else:
                self._pass_on()

        def do_POST(self) -> None:
            self._pass_on()

        def _pass_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            inside = http.client.HTTPConnection(address.removeprefix("http://"))
            inside.request(self.command, self.path, body, dict(self.headers))
            answer = inside.getresponse()
            self.send_response(answer.status)
            left_out = {"content-length", "connection", "transfer-encoding", "server", "date"}
            headers = [pair for pair in answer.getheaders() if pair[0].lower() not in left_out]
            self._end(headers, answer.read())
            inside.close()

        def _end(self, headers: list[tuple[str, str]], body: bytes) -> None:
            for name, value in [*headers, ("Content-Length", str(len(body)))]:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
