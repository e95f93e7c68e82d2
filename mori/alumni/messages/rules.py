"""Messages to many alumni: for what, how far, and why somebody gets none.

No database, no request.
"""

import datetime as dt
from urllib.parse import quote

from mori.core.words import Labelled, marked

from ..rules import Agreed, AlumnusState, Record

WRITTEN_FOR = (Agreed.NEWS, Agreed.CONTACT, Agreed.NETWORK)
LISTED_AT_ONCE = 200  # alumni looked through in one transaction
# Mails of a message that wait for the mail server at the same time: other mail is held up by no
# more than these, and who has stepped back since is left out of all the rest.
AHEAD = 40
GIVEN_UP_AFTER = dt.timedelta(days=3)  # that a mail server would not take it, nor refuse it
DOUBTED_AFTER = 20  # refused, and none taken: it is the server that is wrong, not the addresses
KIND = "mailing"
NO_SUCH_MAILBOX = ("550", "551", "553")  # other refusals say nothing of the address


class MailingState(Labelled):
    DRAFT = "draft", marked("Draft")
    SENDING = "sending", marked("Being sent")
    STOPPED = "stopped", marked("Stopped")
    SENT = "sent", marked("Sent")
    DROPPED = "dropped", marked("Discarded")

    @property
    def is_draft(self) -> bool:
        return self is MailingState.DRAFT

    @property
    def is_sending(self) -> bool:
        return self is MailingState.SENDING

    @property
    def is_stopped(self) -> bool:
        return self is MailingState.STOPPED


MOVES = {
    "edit": ({MailingState.DRAFT}, MailingState.DRAFT),
    "send": ({MailingState.DRAFT}, MailingState.SENDING),
    "drop": ({MailingState.DRAFT}, MailingState.DROPPED),
    "stop": ({MailingState.SENDING}, MailingState.STOPPED),
    "resume": ({MailingState.STOPPED}, MailingState.SENDING),
    "finish": ({MailingState.SENDING}, MailingState.SENT),
}


class Outcome(Labelled):
    """What became of a message for one alumnus, as far as the database knows."""

    LISTED = "listed", marked("Not written yet")
    WRITTEN = "written", marked("Waiting for the mail server")
    HANDED = "handed", marked("Handed to the mail server")
    REFUSED = "refused", marked("Refused by the mail server")
    GIVEN_UP = "given_up", marked("Not taken by the mail server within three days")
    NO_CONSENT = "no_consent", marked("Not agreed to")
    NO_ADDRESS = "no_address", marked("No e-mail address")
    BOUNCED = "bounced", marked("Mail to their address came back")
    RESTRICTED = "restricted", marked("Not to be used")
    DECEASED = "deceased", marked("Deceased")
    STEPPED_BACK = "stepped_back", marked("Stepped back")
    MERGED = "merged", marked("Somebody who gets it already")


SENT_OUT = (Outcome.WRITTEN, Outcome.HANDED, Outcome.REFUSED, Outcome.GIVEN_UP)
ENDED = {
    AlumnusState.DECEASED: Outcome.DECEASED,
    AlumnusState.WITHDRAWN: Outcome.STEPPED_BACK,
    AlumnusState.ERASED: Outcome.STEPPED_BACK,
}
LEFT_OUT = tuple(each for each in Outcome if each not in (Outcome.LISTED, *SENT_OUT))


def left_out(record: Record, purpose: Agreed, *, has_bounced: bool) -> Outcome | None:
    """Why a message may not go to somebody, as of now; None where it may."""
    if record.state in ENDED:
        return ENDED[record.state]
    if record.is_restricted:
        return Outcome.RESTRICTED
    if not record.agrees_to(purpose):
        return Outcome.NO_CONSENT
    if not record.mails:
        return Outcome.BOUNCED if has_bounced else Outcome.NO_ADDRESS
    return None


def may_share(record: Record) -> bool:
    """Whether somebody may be written to over WhatsApp, and there is a number to do it."""
    agreed = record.agrees_to(Agreed.CONTACT) or record.agrees_to(Agreed.NEWS)
    return agreed and bool(record.phones)


def is_of_the_mailbox(error: str) -> bool:
    """Whether a refusal says that there is no such address, rather than: not from you."""
    return error.startswith("SMTPRecipientsRefused") and error.endswith(NO_SUCH_MAILBOX)


def initials(name: str) -> str:
    """Enough for somebody to see that it is about them: "S. U."."""
    return " ".join(f"{word[0].upper()}." for word in name.split())


def whatsapp_url(phone: str, text: str) -> str:
    """WhatsApp with a text ready to be sent; whether it is, MORI does not learn."""
    return f"https://wa.me/{phone.removeprefix('+')}?text={quote(text)}"
