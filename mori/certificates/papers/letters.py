"""Mail to an intern about their papers: that one is out, or counts no longer."""

import datetime as dt

from mori.notifications import operations as outbox
from mori.notifications.letters import letter

from .models import Paper


def tell_of_paper(paper: Paper, address: str, at: dt.datetime) -> None:
    _tell(paper, "out", address, at)


def tell_of_revocation(paper: Paper, why: str, address: str, at: dt.datetime) -> None:
    _tell(paper, "revoked", address, at, why=why)


def _tell(paper: Paper, what: str, address: str, at: dt.datetime, **said: str) -> None:
    if paper.placement is None:
        return  # whoever made it knows whom it is for, and whether they may be written to
    person = paper.placement.person
    if not person.email:
        return
    subject, body = letter(
        f"certificates/{what}",
        person.locale,
        kind=paper.kind,
        number=paper.number,
        office=paper.office.name,
        url=f"{address}/saya/sertifikat",
        **said,
    )
    outbox.post_message(f"paper {paper.key} {what}", person.email, subject, body, at)
