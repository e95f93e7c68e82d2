"""What an alumnus is shown of the own record, and says of it. No database, no request."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import Any, NamedTuple

from ..records.rules import OFFICE_LABELS
from ..rules import Agreed, AlumnusState, PlaceKind, Record

OWN = "alumni.own"  # what their link is for
LASTS = dt.timedelta(days=400)  # longer than a year: until the next question brings a new one
MOST_CONTACTS, MOST_SKILLS = 5, 20


class Place(NamedTuple):
    """Where somebody is now, as they say it."""

    kind: PlaceKind
    name: str
    post: str = ""
    since: str = ""


class Said(NamedTuple):
    """What somebody says of themselves, in one form."""

    name: str  # with titles
    region_code: str = ""
    address: str = ""
    phones: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    place: Place | None = None

    @property
    def seen(self) -> str:
        """What a page showed, in short: a form that brings another one back is stale."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]

    def changed_from(self, before: "Said") -> list[str]:
        """What is said otherwise than before."""
        return [each for each in self._fields if getattr(self, each) != getattr(before, each)]


class Held(NamedTuple):
    """Something that an office holds of somebody, and whether others may see it."""

    label: Any
    values: Sequence[str]
    is_shown: bool


def held(record: Record) -> list[Held]:
    """What an office holds of somebody beside the name, in the order of a page."""
    of_fields: dict[Agreed, Sequence[str]] = {
        Agreed.INSTITUTION: [name for _id, name in record.institutions],
        Agreed.YEARS: [str(year) for year in record.years],
        Agreed.UNIT: [name for _id, name in record.units],
        Agreed.REGION: [", ".join(filter(None, (record.region, record.province)))],
        Agreed.NOW_AT: record.now_at,
        Agreed.SKILLS: record.skills,
        Agreed.PHONE: list(record.phones_shown),
        Agreed.MAIL: record.mails,
    }
    found = [
        Held(field.label, [each for each in values if each], field in record.shown)
        for field, values in of_fields.items()
    ]
    found.append(Held(OFFICE_LABELS["address"], [record.address] if record.address else [], False))
    return [*found, Held(OFFICE_LABELS["numbers"], record.numbers, False)]


def is_asked_at_farewell(state: AlumnusState | None) -> bool:
    """Whether somebody whose internship has ended was not asked yet; None: without a record."""
    return state in (None, AlumnusState.INVITED)
