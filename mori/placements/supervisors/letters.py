"""Mail about another supervisor: to coordinators, and back to the intern; to nobody else."""

import datetime as dt

from mori.accounts.queries import person_by_id
from mori.notifications import operations as outbox
from mori.notifications.letters import letter

from . import queries
from .models import SupervisorChange


def tell_coordinators(change: SupervisorChange, address: str, at: dt.datetime) -> None:
    for person in queries.readers_of(change.placement):
        _tell(change, "went_on", person.id, address, at)


def tell_intern(change: SupervisorChange, address: str, at: dt.datetime) -> None:
    _tell(change, "decided", change.person_id, address, at)


def _tell(
    change: SupervisorChange, template: str, person_id: int, address: str, at: dt.datetime
) -> None:
    person = person_by_id(person_id)
    if not person.email:
        return
    url = f"{address}/peserta/pembimbing/{change.key}"
    subject, body = letter(f"placements/{template}", person.locale, url=url)
    token = f"supervisor change {change.key} {template} {person.key}"
    outbox.post_message(token, person.email, subject, body, at)
