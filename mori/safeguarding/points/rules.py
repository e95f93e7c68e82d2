"""Ways to call somebody, and which addresses are one person's. No database, no request."""

import datetime as dt
import re

from mori.accounts.rules import normal_email, normal_phone
from mori.core.words import Labelled, marked

CODE_LASTS = dt.timedelta(minutes=10)
CODE_AGAIN_AFTER = dt.timedelta(minutes=1)
MOST_TRIES = 5  # of one code; then it takes another
MOST_A_DAY = 20  # points that one person may add
TOPIC = re.compile(r"[A-Za-z0-9_-]{16,64}")  # whoever knows an ntfy topic can read it
GROUP = re.compile(r"@g\.us|@newsletter|@broadcast|chat\.whatsapp\.com|whatsapp\.com/channel")
SHARED = {
    "admin", "administrator", "arsip", "contact", "helpdesk", "hrd", "humas", "info", "informasi",
    "kantor", "kepegawaian", "keuangan", "kontak", "kontrol", "layanan", "magang", "mail",
    "noreply", "office", "operator", "pengaduan", "persuratan", "postmaster", "ppid", "redaksi",
    "reply", "root", "sdm", "sekretariat", "staf", "staff", "support", "surat", "team", "tu",
    "umum", "webmaster",
}  # fmt: skip


class Way(Labelled):
    MAIL = "mail", marked("E-mail")
    WHATSAPP = "whatsapp", marked("WhatsApp")
    SMS = "sms", marked("SMS")
    NTFY = "ntfy", marked("ntfy")
    PUSH = "push", marked("Notification on a device")

    @property
    def is_mail(self) -> bool:
        return self is Way.MAIL

    @property
    def is_phone(self) -> bool:
        return self in {Way.WHATSAPP, Way.SMS}

    @property
    def is_push(self) -> bool:
        return self is Way.PUSH


class Unfit(Labelled):
    """Why an address cannot be one officer's own."""

    NO_ADDRESS = "address", marked("Write an address such as name@example.id.")
    NO_NUMBER = "number", marked("Write a mobile number such as 0812-3456-7890.")
    NO_TOPIC = (
        "topic",
        marked("Write a topic of 16 to 64 letters and digits that nobody can guess."),
    )
    GROUP = "group", marked("A group is read by others too. Write your own number.")
    SHARED = "shared", marked("Others read this mailbox too. Write an address only you open.")


def address_of(way: Way, written: str) -> str | None:
    """An address in its normal form; None where it is none."""
    if way.is_mail:
        return normal_email(written)
    if way.is_phone:
        return normal_phone(written)
    return written if TOPIC.fullmatch(written) else None


def unfit(way: Way, written: str, ours: str = "") -> Unfit | None:
    """What is wrong with an address; ``ours`` is the one that MORI sends from."""
    if way.is_phone and GROUP.search(written.casefold()):
        return Unfit.GROUP
    address = address_of(way, written)
    if address is None:
        return _none_such(way)
    is_shared = way.is_mail and (is_shared_mailbox(address) or address == ours.casefold())
    return Unfit.SHARED if is_shared else None


def _none_such(way: Way) -> Unfit:
    if way.is_phone:
        return Unfit.NO_NUMBER
    return Unfit.NO_ADDRESS if way.is_mail else Unfit.NO_TOPIC


def is_shared_mailbox(address: str) -> bool:
    """Whether an address is named after a task or a place, which several people read."""
    words = re.split(r"[^a-z]+", address.partition("@")[0].partition("+")[0])
    return any(word in SHARED for word in words)
