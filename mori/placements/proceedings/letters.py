"""Mail about warnings and early ends: none says to whom, nor which of the two it is."""

import datetime as dt

from mori.access.roles import Role
from mori.accounts.models import Person
from mori.accounts.queries import people_in_role, person_by_id
from mori.notifications import operations as outbox
from mori.notifications.letters import letter

from .models import Proceeding


def ask_intern(proceeding: Proceeding, address: str, at: dt.datetime) -> None:
    _tell(proceeding, "asked", person_by_id(proceeding.person_id), "asked", address, at)


def tell_intern(proceeding: Proceeding, verb: str, address: str, at: dt.datetime) -> None:
    """That something was decided; the page says what."""
    _tell(proceeding, "decided", person_by_id(proceeding.person_id), verb, address, at)


def tell_office(proceeding: Proceeding, verb: str, address: str, at: dt.datetime) -> None:
    """The coordinators, who go on with it."""
    for person in people_in_role(proceeding.office_id, Role.COORDINATOR):
        _tell(proceeding, "went_on", person, verb, address, at)


def ask_signer(proceeding: Proceeding, turn: int, address: str, at: dt.datetime) -> None:
    if proceeding.signer_id:
        signer = person_by_id(proceeding.signer_id)
        _tell(proceeding, "to_sign", signer, f"turn {turn}", address, at)


def _tell(
    proceeding: Proceeding,
    template: str,
    person: Person,
    what: str,
    address: str,
    at: dt.datetime,
) -> None:
    if not person.email:
        return
    url = f"{address}/peserta/tindakan/{proceeding.key}"
    if template == "to_sign":
        url = f"{address}/peserta/tanda-tangan/{proceeding.key}"
    subject, body = letter(f"placements/{template}", person.locale, url=url)
    token = f"proceeding {proceeding.key} {what} {person.key}"
    outbox.post_message(token, person.email, subject, body, at)
