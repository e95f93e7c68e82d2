"""Mail to whoever applies: the link to their draft, and that it was received."""

import datetime as dt
from typing import NamedTuple

from mori.core.tickets import Secrets
from mori.notifications import operations as outbox
from mori.notifications.letters import letter
from mori.offices.models import Office
from mori.web.filters import long_day

from ..claims import code_of
from ..models import Application


class Door(NamedTuple):
    """Where this server is reached, and what signs the links of applications."""

    address: str
    secret: Secrets
    seal_with: bytes

    def url_of(self, application: Application) -> str:
        return f"{self.address}/daftar/{code_of(self.secret, application.key)}"


def mail_link(application: Application, office: Office, door: Door, at: dt.datetime) -> None:
    """The link by which a draft is gone on with."""
    _mail("applications/link", application, office, door, at)


def mail_received(
    application: Application, office: Office, reply_by: dt.date, door: Door, at: dt.datetime
) -> None:
    """That it was sent, and until when the office replies."""
    day = long_day(application.locale, reply_by)
    _mail("applications/received", application, office, door, at, reply_by=day)


def _mail(
    template: str,
    application: Application,
    office: Office,
    door: Door,
    at: dt.datetime,
    **more: object,
) -> None:
    if not application.email:
        return
    subject, body = letter(
        template,
        application.locale,
        name=application.contact,
        office=office.name,
        url=door.url_of(application),
        **more,
    )
    token = f"{template} {application.key}"
    outbox.post_message(token, application.email, subject, body, at, seal_with=door.seal_with)
