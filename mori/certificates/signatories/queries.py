"""Who signs an office's papers, and when."""

import datetime as dt

from .models import Signatory


def signatories_of(office_id: int) -> list[Signatory]:
    """All of an office's, the latest first: a handful in many years."""
    found = Signatory.select().where(Signatory.office == office_id)
    return list(found.order_by(Signatory.from_on.desc(), Signatory.id.desc()))


def signatory_on(office_id: int, day: dt.date) -> Signatory | None:
    """Who was in office on a day."""
    found: Signatory | None = (
        Signatory.select()
        .where(
            Signatory.office == office_id,
            Signatory.from_on <= day,
            Signatory.until_on.is_null() | (Signatory.until_on >= day),
        )
        .order_by(Signatory.from_on.desc(), Signatory.id.desc())
        .first()
    )
    return found


def signatory_by_key(key: str) -> Signatory | None:
    return Signatory.get_or_none(Signatory.key == key)


def signatory_by_token(token: str) -> Signatory | None:
    return Signatory.get_or_none(Signatory.token == token)


def sharing_days(
    office_id: int, from_on: dt.date, until_on: dt.date | None, other_than: int
) -> Signatory | None:
    """Somebody else who is in office on one of these days."""
    found = Signatory.select().where(
        Signatory.office == office_id,
        Signatory.id != other_than,
        Signatory.until_on.is_null() | (Signatory.until_on >= from_on),
    )
    if until_on:
        found = found.where(Signatory.from_on <= until_on)
    first: Signatory | None = found.order_by(Signatory.from_on).first()
    return first
