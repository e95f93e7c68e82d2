import smtplib
import socket
from email.message import EmailMessage

import pytest

from . import smtp
from .smtp import Mailbox, Mode


def send(mailbox: Mailbox, *recipients: str, timeout: float = 5) -> None:
    message = EmailMessage()
    message["Subject"] = "Jurnal disetujui – terima kasih"
    message["From"], message["To"] = "mori@example.org", "dewi@example.org"
    message.set_content("Halo, Dewi. Catatanmu sudah dibaca.")
    with smtplib.SMTP(mailbox.host, mailbox.port, timeout=timeout) as client:
        client.send_message(message, to_addrs=recipients or ["dewi@example.org"])


def test_what_was_sent_can_be_read(mailbox: Mailbox) -> None:
    send(mailbox, "dewi@example.org", "Pak.Budi@example.org")

    (message,) = mailbox.messages
    assert message["subject"] == "Jurnal disetujui – terima kasih"
    assert "Halo, Dewi." in message.get_content()
    assert mailbox.to("pak.budi@example.org") == [message]
    assert mailbox.to("rani@example.org") == []


def test_cleared_is_empty(mailbox: Mailbox) -> None:
    send(mailbox)

    mailbox.clear()

    assert mailbox.messages == []


@pytest.mark.parametrize(
    ("mode", "error"),
    [
        (Mode.REFUSE, ConnectionRefusedError),
        (Mode.BUSY, smtplib.SMTPDataError),
        (Mode.HANG, smtplib.SMTPServerDisconnected),
        (Mode.HANG_UP, smtplib.SMTPServerDisconnected),
    ],
)
def test_each_failure_is_the_senders_to_see(
    mailbox: Mailbox, mode: Mode, error: type[Exception]
) -> None:
    with mailbox.failing(mode), pytest.raises(error):
        send(mailbox, timeout=0.2)

    assert mailbox.messages == []
    send(mailbox)
    assert len(mailbox.messages) == 1


def test_a_short_hang_only_delays(mailbox: Mailbox) -> None:
    with mailbox.failing(Mode.HANG, seconds=0.05):
        send(mailbox)

    assert len(mailbox.messages) == 1


def test_a_lost_message_looks_delivered(mailbox: Mailbox) -> None:
    with mailbox.failing(Mode.LOSE):
        send(mailbox)

    assert mailbox.messages == []


def test_closing_ends_open_conversations() -> None:
    with smtp.start() as mailbox:
        client = socket.create_connection((mailbox.host, mailbox.port), timeout=5)
        assert client.recv(100).startswith(b"220")

    with client:
        assert client.recv(100) == b""
