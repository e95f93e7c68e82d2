"""Who has opened a case."""

from typing import Any

from mori.accounts.models import Person
from mori.safeguarding.audit.models import AuditRecord

from .rules import Opening, Openings, by_hour

MOST = 30


def openings_of(case: str, zone: str) -> list[Openings]:
    """Who opened a case in which hours, the latest first, by the chain of records."""
    found: Any = (
        AuditRecord.select(AuditRecord.at, AuditRecord.actor, Person.name.alias("name"))
        .join(Person, on=(Person.key == AuditRecord.actor))
        .where(AuditRecord.about == case, AuditRecord.verb == "open")
        .order_by(AuditRecord.number.desc())
    )
    looks = (Opening(row.actor, row.name, row.at) for row in found.objects())
    return by_hour(looks, zone)[:MOST]
