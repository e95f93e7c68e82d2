"""How those who are called for help can be called: by ways they have proven, but for one."""

import datetime as dt

from mori.accounts.models import Person
from mori.core.workdays import DAY
from mori.safeguarding.points.models import ContactPoint
from mori.safeguarding.points.rules import Way

from .desk import DutyDesk

PROVEN = 30 * DAY  # ago
BESIDES = {
    "Norhayati Umpama": (Way.WHATSAPP, "+628110000103"),
    "Fahrizal Contoh": (Way.SMS, "+628110000104"),
    "Mariatul Teladan": (Way.NTFY, "contoh-mariatul-misalkan"),
}
AWAITED = "Komang Misalkan"


def prove_points(desk: DutyDesk) -> None:
    """Everybody's mailbox, and of some a number or a topic; one has not yet written the code."""
    for person in (*desk.officers, desk.head):
        is_awaited = person.name == AWAITED
        _add_point(person, Way.MAIL, person.email or "", desk.at, is_proven=not is_awaited)
        if person.name in BESIDES:
            _add_point(person, *BESIDES[person.name], desk.at, is_proven=True)


def _add_point(person: Person, way: Way, address: str, at: dt.datetime, *, is_proven: bool) -> None:
    ContactPoint.create(
        person=person,
        way=way,
        address=address,
        added_at=at - PROVEN,
        proven_at=at - PROVEN if is_proven else None,
        claim=f"{way} {address}" if is_proven else None,
    )
