"""Mail that hands over a letter: to whoever answers for the application, each it is about, and
the campus.
"""

import datetime as dt
from collections.abc import Sequence

from mori.core.tickets import read, sign
from mori.notifications import operations as outbox
from mori.notifications.letters import letter

from ..models import Applicant
from ..telling.letters import Post
from .models import ReplyLetter

PURPOSE = "reply-letter"


def code_of(key: bytes, letter: ReplyLetter) -> str:
    """What opens the PDF, without an account: in the mail, and nowhere kept."""
    return sign(key, PURPOSE, letter.key)


def key_in(key: bytes, code: str) -> str | None:
    """The key of the letter that a code opens; None for whatever was guessed."""
    found = read(key, PURPOSE, code)
    return found[0] if found else None


def send(row: ReplyLetter, about: Sequence[Applicant], post: Post, at: dt.datetime) -> int:
    """To how many it goes; each address gets it once."""
    application = row.application
    own = [each.email for each in about]
    addresses = dict.fromkeys(filter(None, (application.email, *own, row.copy_to)))
    for number, address in enumerate(addresses):
        subject, body = letter(
            "applications/letter",
            row.locale,
            office=row.office.name,
            kind=row.kind.english,
            number=row.number,
            is_copy=address == row.copy_to,
            url=f"{post.address}/surat-balasan/{code_of(post.key, row)}.pdf",
        )
        outbox.post_message(f"letter {row.key} {number}", address, subject, body, at)
    return len(addresses)
