"""Who has opened a case."""

import datetime as dt
from typing import Any, NamedTuple

from mori.accounts.models import Person
from mori.safeguarding.audit.models import AuditRecord

MOST = 30


class Opening(NamedTuple):
    name: str
    at: dt.datetime


def openings_of(case: str) -> list[Opening]:
    """Who opened a case, the latest first, by the chain of records."""
    found: Any = (
        AuditRecord.select(AuditRecord.at, Person.name.alias("name"))
        .join(Person, on=(Person.key == AuditRecord.actor))
        .where(AuditRecord.about == case, AuditRecord.verb == "open")
        .order_by(AuditRecord.number.desc())
        .limit(MOST)
    )
    return [Opening(row.name, row.at) for row in found.objects()]
