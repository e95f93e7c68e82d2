"""A real web server on this machine that takes messages, and fails when told to."""

import datetime as dt
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "127.0.0.1"


class Mood(Enum):
    """How the server treats the next requests."""

    ACCEPT = "keeps it"
    LOSE = "answers 200 and throws it away"
    BUSY = "answers 500"
    UNKNOWN = "answers 410: nobody is there any more"
    ELSEWHERE = "sends on to another address"
    HANG = "answers nothing until it is told something else"
    HANG_UP = "closes the connection where the answer belongs"


ANSWERS = {Mood.ACCEPT: 201, Mood.LOSE: 200, Mood.BUSY: 500, Mood.UNKNOWN: 410, Mood.ELSEWHERE: 307}


@dataclass(frozen=True)
class Request:
    path: str
    headers: dict[str, str]
    body: bytes


class Gateway:
    """The server's address, its mood, and what it has kept."""

    def __init__(self, server: ThreadingHTTPServer, scheme: str) -> None:
        self.url = f"{scheme}://{HOST}:{server.server_port}"
        self.mood = Mood.ACCEPT
        self.kept: list[Request] = []
        self.asked = 0
        self.over = threading.Event()


@contextmanager
def gateway(certificate: Path | None = None) -> Iterator[Gateway]:
    """A gateway; with a certificate nobody trusts, over TLS."""
    server = ThreadingHTTPServer((HOST, 0), _Handler)
    server.daemon_threads, server.block_on_close = True, False
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    there = Gateway(server, "https" if certificate else "http")
    server.there = there  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield there
    finally:
        there.over.set()
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        there: Gateway = self.server.there  # type: ignore[attr-defined]
        body, mood = self.rfile.read(int(self.headers["Content-Length"])), there.mood
        there.asked += 1
        if mood is Mood.ACCEPT:
            there.kept.append(Request(self.path, dict(self.headers), body))
        if mood is Mood.HANG:
            there.over.wait(20)
        if mood in (Mood.HANG, Mood.HANG_UP):
            with suppress(OSError):
                self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
            return
        self.send_response(ANSWERS[mood])
        self.send_header("Content-Length", "0")
        self.send_header("Location", f"{there.url}/elsewhere")
        self.end_headers()

    def handle(self) -> None:
        with suppress(OSError):  # whoever asked does not trust us
            super().handle()

    def log_message(self, *_: object) -> None:
        pass


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def own_certificate(folder: Path) -> Path:
    """A certificate that no machine trusts, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    began = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name)
    builder = builder.public_key(key.public_key()).serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(began).not_valid_after(began + dt.timedelta(days=20_000))
    path = folder / "own.pem"
    path.write_bytes(
        builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return path
