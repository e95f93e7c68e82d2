"""Mail about what was decided: to whoever answers for an application, and to each in it."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from mori.accounts.models import Person
from mori.notifications import operations as outbox
from mori.notifications.letters import letter
from mori.web.filters import long_day

from ..claims import code_of
from ..models import Applicant, Application
from ..papers.rules import paper_named


class Post(NamedTuple):
    """What mail needs of this server: the key it signs and seals with, and its address."""

    key: bytes
    address: str

    def page_of(self, application: Application) -> str:
        """Where whoever applied sees how it stands."""
        return f"{self.address}/daftar/{code_of(self.key, application.key)}"


class Told(NamedTuple):
    """Whom something was decided about: what, and why."""

    applicant: Applicant
    verb: str
    note: str


def tell_decided(told: Sequence[Told], batch: str, post: Post, at: dt.datetime) -> None:
    """One mail to each application's contact with all that it says, and one to each of them."""
    for whole in {
        each.applicant.application_id: each.applicant.application for each in told
    }.values():
        theirs = [each for each in told if each.applicant.application_id == whole.id]
        if whole.email:
            _tell(whole, theirs, whole.email, f"decided {batch} {whole.key}", post, at)
        for each in theirs:
            if each.applicant.email and each.applicant.email != whole.email:
                token = f"decided {batch} {each.applicant.key}"
                _tell(whole, [each], each.applicant.email, token, post, at)


def _tell(
    application: Application,
    told: Sequence[Told],
    recipient: str,
    token: str,
    post: Post,
    at: dt.datetime,
) -> None:
    locale = application.locale

    def day(each: dt.date | None) -> str:
        return long_day(locale, each) if each else ""

    subject, body = letter(
        "applications/decided",
        locale,
        office=application.office.name,
        told=[
            (
                each.applicant.name,
                each.verb,
                each.note,
                each.applicant.unit.name if each.applicant.unit else "",
                day(each.applicant.starts_on),
                day(each.applicant.ends_on),
            )
            for each in told
        ],
        number=application.letter_number,
        url=post.page_of(application),
    )
    outbox.post_message(token, recipient, subject, body, at)


def tell_of_asking(
    applicant: Applicant, codes: Sequence[str], words: str, post: Post, at: dt.datetime
) -> bool:
    """Ask for papers by mail; False where no address is known."""
    application = applicant.application
    recipients = list(dict.fromkeys(filter(None, (applicant.email, application.email))))
    for number, recipient in enumerate(recipients):
        subject, body = letter(
            "applications/asked",
            application.locale,
            office=application.office.name,
            name=applicant.name,
            papers=[paper_named(code, application.locale) for code in codes],
            words=words,
            url=post.page_of(application),
        )
        token = f"asked {applicant.key} {int(at.timestamp())} {number}"
        outbox.post_message(token, recipient, subject, body, at)
    return bool(recipients)


def invite(
    applicant: Applicant, person: Person, token: str, unit: str, post: Post, at: dt.datetime
) -> bool:
    """The link by which somebody who was accepted comes in; sealed while it waits to be sent.

    An empty ``token`` is of somebody who has a password already.
    """
    recipient = person.email or applicant.application.email
    if not recipient:
        return False
    locale, starts_on = applicant.application.locale, applicant.starts_on
    subject, body = letter(
        "applications/invited",
        locale,
        office=applicant.application.office.name,
        name=person.name,
        unit=unit,
        first=long_day(locale, starts_on) if starts_on else "",
        url=f"{post.address}/undangan/{token}" if token else f"{post.address}/masuk",
        is_known=not token,
    )
    key = f"invited {applicant.key} {person.key}"
    outbox.post_message(key, recipient, subject, body, at, seal_with=post.key)
    return True
