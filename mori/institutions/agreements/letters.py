"""Mail to an office whose agreement ends."""

import datetime as dt

from mori.accounts.queries import people_granted
from mori.notifications import operations as outbox
from mori.notifications.letters import letter
from mori.web.filters import long_day

from .models import Agreement


def tell_of_end(agreement: Agreement, days: int, address: str, at: dt.datetime) -> None:
    """Coordinators and heads, each once for each time it is due."""
    for person in people_granted(agreement.office_id, "agreement.read"):
        if not person.email:
            continue
        subject, body = letter(
            "institutions/agreement_ends",
            person.locale,
            institution=agreement.institution.standing.name,
            title=agreement.title,
            days=days,
            last=long_day(person.locale, agreement.ends_on),
            url=f"{address}/kesepakatan/{agreement.key}",
        )
        token = f"agreement {agreement.key} {days} {person.key}"
        outbox.post_message(token, person.email, subject, body, at)
