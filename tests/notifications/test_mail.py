"""Mail goes out over SMTP, or into a folder where none is configured."""

import smtplib
from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest

from mori.config import SettingError, Settings
from mori.notifications import mail
from mori.notifications.mail import mail_of, sender
from mori.notifications.models import Message
from tests.cast import NOON
from tests.support.servers.smtp import Mode


def message(**given):
    fields = {
        "key": "abcdefgh234567",
        "token": "thing 1",
        "recipient": "ningsih@contoh.example",
        "subject": "MORI: satu tugas – menunggu",
        "body": "Buka https://mori.example/jaga\n",
        "thread": "thing",
        "made_at": NOON,
    }
    return Message(**fields | given)


@pytest.fixture
def settings(tmp_path, mailbox):
    return Settings(
        instance=str(tmp_path),
        mail_url=f"smtp://{mailbox.host}:{mailbox.port}",
        mail_from="MORI <mori@mori.example>",
    )


def test_a_mail_arrives_with_all_that_makes_it_one_of_its_thread(settings, mailbox):
    sender(settings)(message())

    (arrived,) = mailbox.to("ningsih@contoh.example")
    assert arrived["Subject"] == "MORI: satu tugas – menunggu"
    assert arrived["From"] == "MORI <mori@mori.example>"
    assert arrived["Message-ID"] == "<abcdefgh234567@mori.example>"
    assert arrived["References"] == arrived["In-Reply-To"]
    assert arrived["Date"].datetime == NOON
    assert arrived.get_content().strip() == "Buka https://mori.example/jaga"


def test_the_same_message_is_the_same_mail_and_a_thread_has_one_root():
    first, again = (mail_of(message(), "mori@x.example") for _ in range(2))
    other = mail_of(message(key="zzzzzzzz234567", token="thing 2"), "mori@x.example")
    elsewhere = mail_of(message(thread="another"), "mori@x.example")

    assert bytes(first) == bytes(again)
    assert other["Message-ID"] != first["Message-ID"]
    assert other["References"] == first["References"]
    assert elsewhere["References"] != first["References"]


def test_a_message_of_its_own_refers_to_nothing():
    assert mail_of(message(thread="thing 1"), "mori@x.example")["References"] is None


def test_no_header_says_what_the_thread_is_called():
    assert "alert" not in mail_of(message(thread="alert abc"), "mori@x.example").as_string()


def test_without_a_provider_a_mail_is_a_file_that_only_the_owner_may_read(settings, tmp_path):
    send = sender(replace(settings, mail_url=""))

    send(message())
    send(message())

    (file,) = (tmp_path / "mail").iterdir()
    written = message_from_bytes(file.read_bytes(), policy=default)
    assert file.name == "abcdefgh234567.eml"
    assert file.stat().st_mode & 0o777 == 0o600
    assert written["To"] == "ningsih@contoh.example"


@pytest.mark.parametrize(
    ("mode", "error"),
    [
        (Mode.REFUSE, ConnectionRefusedError),
        (Mode.BUSY, smtplib.SMTPDataError),
        (Mode.HANG, smtplib.SMTPServerDisconnected),
        (Mode.HANG_UP, smtplib.SMTPServerDisconnected),
    ],
)
def test_what_the_provider_did_not_take_is_an_error(settings, mailbox, monkeypatch, mode, error):
    monkeypatch.setattr(mail, "TIMEOUT", 0.2)

    with mailbox.failing(mode), pytest.raises(error):
        sender(settings)(message())


def test_a_provider_that_cannot_encrypt_gets_nothing(settings, mailbox):
    url = settings.mail_url.replace("smtp:", "smtp+starttls:")

    with pytest.raises(smtplib.SMTPNotSupportedError):
        sender(replace(settings, mail_url=url))(message())

    assert mailbox.messages == []


def test_a_provider_that_does_not_speak_tls_gets_nothing(settings, mailbox, monkeypatch):
    monkeypatch.setattr(mail, "TIMEOUT", 0.5)
    url = settings.mail_url.replace("smtp:", "smtps:")

    with pytest.raises(OSError):  # noqa: PT011 - the kind depends on OpenSSL
        sender(replace(settings, mail_url=url))(message())

    assert mailbox.messages == []


@pytest.mark.parametrize("url", ["http://mail.example", "smtp://", "mail.example:25"])
def test_a_wrong_address_of_the_provider_is_said_at_the_start(settings, url):
    with pytest.raises(SettingError, match="MORI_MAIL_URL"):
        sender(replace(settings, mail_url=url))


def test_a_line_break_in_an_address_adds_no_header():
    with pytest.raises(ValueError, match="linefeed"):
        mail_of(message(recipient="a@x.example\nBcc: b@x.example"), "mori@x.example")


def test_a_mail_that_its_reader_may_end_says_how_on_one_line(settings, mailbox):
    url = f"https://mori.example/alumni/berhenti/{'a' * 90}"

    sender(settings)(message(unsubscribe_url=url))
    sender(settings)(message())

    ended, plain = mailbox.messages
    assert dict(ended.raw_items())["List-Unsubscribe"] == f"<{url}>"  # as it came, not encoded
    assert ended["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert plain["List-Unsubscribe"] is None
