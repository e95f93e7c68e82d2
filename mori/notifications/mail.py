"""From a message of the outbox to a mail, and out over SMTP or into a folder."""

import hashlib
import os
import smtplib
import ssl
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from functools import cache
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from mori.config import SettingError, Settings

from .models import Message
from .rules import Found, NotTaken, Trouble

Send = Callable[[Message], None]
Ask = Callable[[Collection[str]], Found]

YES = 250
PERMANENT = 500  # and above: the server need not be asked again
TIMEOUT = 10  # seconds a provider may be silent
LONGEST_LINE = 998  # that a mail may have (RFC 5322)
ASKED_AT_ONCE = 20  # addresses in one transaction; a server may refuse more
PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


def sender(settings: Settings) -> Send:
    """What sends a message the way MORI_MAIL_URL says; it raises when that failed."""
    if not settings.mail_url:
        return lambda message: _file(_unsealed(message, settings), settings.folder / "mail")
    url = _server_of(settings)
    return lambda message: _over_smtp(_unsealed(message, settings), url)


def _unsealed(message: Message, settings: Settings) -> EmailMessage:
    mail = mail_of(message, settings.mail_from)
    if message.is_sealed:
        mail.set_content(message.said(settings.key))
    return mail


def asker(settings: Settings) -> Ask:
    """What asks the mail server whether it would take mail, for whom too, and sends none.

    Where mail is written into a folder nothing stands in its way.
    """
    if not settings.mail_url:
        return lambda _addresses: Found(None, frozenset(), frozenset())
    url, mail_from = _server_of(settings), parseaddr(settings.mail_from)[1]

    def ask(addresses: Collection[str]) -> Found:
        try:
            with _connected(url) as client:
                client.ehlo_or_helo_if_needed()
                _require_yes(client.noop())
                return Found(None, frozenset(addresses), _refused(client, mail_from, addresses))
        except OSError as error:  # what smtplib raises is one too
            return Found(_trouble(error), frozenset(), frozenset())

    return ask


def _server_of(settings: Settings) -> SplitResult:
    url = urlsplit(settings.mail_url)
    if url.scheme not in PORTS or not url.hostname:
        raise SettingError("MORI_MAIL_URL: write smtp://, smtp+starttls:// or smtps:// and a host.")
    return url


def _refused(client: smtplib.SMTP, mail_from: str, addresses: Collection[str]) -> frozenset[str]:
    """Those for whom the server takes no mail, now or later."""
    askable, refused = [each for each in addresses if each.isascii()], set()
    for number, address in enumerate(askable):
        if number % ASKED_AT_ONCE == 0:
            client.rset()
            _require_yes(client.mail(mail_from))
        if client.rcpt(address)[0] >= PERMANENT:
            refused.add(address)
    client.rset()
    return frozenset(refused)


def _require_yes(answer: tuple[int, bytes]) -> None:
    if answer[0] != YES:
        raise smtplib.SMTPResponseException(*answer)


def _trouble(error: OSError) -> Trouble:
    match error:
        case smtplib.SMTPAuthenticationError():
            return Trouble.LOGIN
        case ssl.SSLError() | smtplib.SMTPNotSupportedError():
            return Trouble.ENCRYPTION
        case smtplib.SMTPResponseException():
            return Trouble.REFUSAL
        case _:
            return Trouble.SILENCE


def mail_of(message: Message, mail_from: str) -> EmailMessage:
    """The mail, the same each time: whoever gets it twice sees it once, among its thread."""
    domain = parseaddr(mail_from)[1].rpartition("@")[2] or "localhost"
    mail = EmailMessage()
    mail["From"] = mail_from
    mail["To"] = message.recipient
    mail["Subject"] = message.subject
    mail["Date"] = format_datetime(message.made_at)
    mail["Message-ID"] = f"<{message.key}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    if message.thread != message.token:
        root = f"<{hashlib.sha256(message.thread.encode()).hexdigest()[:24]}@{domain}>"
        mail["In-Reply-To"] = mail["References"] = root
    if message.unsubscribe_url:
        _offer_to_end(mail, message.unsubscribe_url)
    mail.set_content(message.body)
    return mail


def _offer_to_end(mail: EmailMessage, url: str) -> None:
    """RFC 8058: mail programs show a button, and post to the address when it is pressed."""
    mail.policy = mail.policy.clone(max_line_length=LONGEST_LINE)  # else it encodes a long address
    mail["List-Unsubscribe"] = f"<{url}>"
    mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


def _over_smtp(mail: EmailMessage, url: SplitResult) -> None:
    with _connected(url) as client:
        client.send_message(mail)


@contextmanager
def _connected(url: SplitResult) -> Iterator[smtplib.SMTP]:
    host, port = url.hostname or "", url.port or PORTS[url.scheme]
    if url.scheme == "smtps":
        client: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=trust())
    else:
        client = smtplib.SMTP(host, port, timeout=TIMEOUT)
    with client:
        if url.scheme == "smtp+starttls":
            client.starttls(context=trust())
        if url.username:
            client.login(unquote(url.username), unquote(url.password or ""))
        yield client


def codes_of(error: Exception) -> list[int]:
    """What the server answered, where it did answer."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [code for code, _text in error.recipients.values()]
    if isinstance(error, NotTaken):
        return [error.code]
    return [error.smtp_code] if isinstance(error, smtplib.SMTPResponseException) else []


def is_refused(error: Exception) -> bool:
    """Whether the address will not take it, now or later, and nothing else is the matter."""
    if isinstance(error, NotTaken):
        return error.is_refused
    of_one = isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError)
    return of_one and any(code >= PERMANENT for code in codes_of(error))


@cache
def trust() -> ssl.SSLContext:
    """The machine's certificates, which take longer to read than a mail to send."""
    return ssl.create_default_context()


def _file(mail: EmailMessage, folder: Path) -> None:
    """One .eml file per message; the same message again replaces it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{mail['Message-ID'][1:15]}.eml"
    partial = path.with_suffix(f".{os.getpid()}")
    with open(partial, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(bytes(mail))
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
