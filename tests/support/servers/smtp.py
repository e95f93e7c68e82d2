"""A real mail server on this machine, which keeps what it gets and fails when told to."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from enum import Enum
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"


class Mode(Enum):
    """How the server treats the next messages."""

    ACCEPT = "keeps the message"
    REFUSE = "does not listen"
    BUSY = "answers 451 to the message"
    HANG = "keeps the message, but answers only after some seconds"
    HANG_UP = "closes the connection where the answer belongs"
    LOSE = "answers 250 and throws the message away"


class _Server(Controller):
    """Hangs up before it stops: whoever was killed has never said goodbye."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._connected: list[SMTP] = []

    def factory(self) -> SMTP:
        self._connected.append(super().factory())
        return self._connected[-1]

    def stop(self, no_assert: bool | None = None) -> None:
        asyncio.run_coroutine_threadsafe(self._hang_up(), self.loop).result(5)
        super().stop(no_assert)

    async def _hang_up(self) -> None:
        for each in self._connected:
            if isinstance(each.transport, asyncio.WriteTransport):
                each.transport.abort()
        await asyncio.sleep(0)  # each is closed in the loop's next round


@dataclass(frozen=True)
class Delivery:
    """One accepted message with its envelope: a Bcc stands only there."""

    sender: str
    recipients: tuple[str, ...]
    message: EmailMessage


class Mailbox:
    """The server's address, its mood, and what it has accepted so far."""

    def __init__(self) -> None:
        self.host = HOST
        self.port = _free_port()
        self.deliveries: list[Delivery] = []
        self.unknown: set[str] = set()  # addresses it answers 550 to
        self._mode = Mode.ACCEPT
        self._seconds = 0.0
        self._awake = threading.Event()
        self._server: Controller | None = None
        self._listen()

    @property
    def messages(self) -> list[EmailMessage]:
        return [delivery.message for delivery in self.deliveries]

    def to(self, address: str) -> list[EmailMessage]:
        """What went to an address, by the envelope."""
        return [
            delivery.message
            for delivery in self.deliveries
            if address.lower() in map(str.lower, delivery.recipients)
        ]

    def clear(self) -> None:
        self.deliveries.clear()

    @contextmanager
    def failing(self, mode: Mode, seconds: float = 5.0) -> Iterator[None]:
        """Fail in this way until the block ends; only HANG reads the seconds."""
        self.set(mode, seconds)
        try:
            yield
        finally:
            self.set(Mode.ACCEPT)

    def set(self, mode: Mode, seconds: float = 5.0) -> None:
        """Fail in this way until told otherwise."""
        self._awake.set()
        self._awake = threading.Event()
        self._mode, self._seconds = mode, seconds
        if mode is Mode.REFUSE:
            self.close()
        else:
            self._listen()

    def _listen(self) -> None:
        if self._server is None:
            self._server = _Server(self, hostname=self.host, port=self.port)
            self._server.start()

    def close(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            server.stop()

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """aiosmtpd's hook, too."""
        if address in self.unknown:
            return "550 5.1.1 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """aiosmtpd's hook; it runs in the server's thread."""
        mode = self._mode
        if mode is Mode.BUSY:
            return "451 4.3.0 Try again later"
        if mode is Mode.HANG:
            await _pause(self._awake, self._seconds)
        if mode is Mode.HANG_UP:
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
        elif mode is not Mode.LOSE:
            self._keep(envelope)
        return "250 2.0.0 Kept"

    def _keep(self, envelope: Envelope) -> None:
        content = envelope.content or b""
        assert isinstance(content, bytes)
        message = message_from_bytes(content, policy=default)
        assert isinstance(message, EmailMessage)
        recipients = tuple(envelope.rcpt_tos)
        self.deliveries.append(Delivery(envelope.mail_from or "", recipients, message))


@contextmanager
def start() -> Iterator[Mailbox]:
    mailbox = Mailbox()
    try:
        yield mailbox
    finally:
        mailbox.close()


async def _pause(awake: threading.Event, seconds: float) -> None:
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds
    while not awake.is_set() and loop.time() < deadline:
        await asyncio.sleep(0.01)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
