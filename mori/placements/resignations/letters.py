"""Mail about a resignation: to the coordinators, and to the intern whose it is."""

import datetime as dt

from mori.access.roles import Role
from mori.accounts.queries import people_in_role, person_by_id
from mori.notifications import operations as outbox
from mori.notifications.letters import letter

from .models import Resignation


def tell(resignation: Resignation, verb: str, address: str, at: dt.datetime) -> None:
    """Both sides, each once: the intern too, so that nobody resigns in their name unnoticed."""
    placement = resignation.placement
    office = people_in_role(placement.office_id, Role.COORDINATOR)
    intern = person_by_id(resignation.person_id)
    for person, template in [(intern, "own_resignation"), *((each, "went_on") for each in office)]:
        if not person.email:
            continue
        url = f"{address}/peserta/mundur/{resignation.key}"
        subject, body = letter(f"placements/{template}", person.locale, url=url)
        token = f"resignation {resignation.key} {verb} {person.key}"
        outbox.post_message(token, person.email, subject, body, at)
