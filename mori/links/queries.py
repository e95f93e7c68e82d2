"""Signed links: one that is opened, and those an office has given."""

from collections.abc import Collection
from typing import Any

from mori.accounts.models import Person
from mori.offices.models import Office

from .models import SignedLink, SignedLinkEvent

PAGE = 30


def link_by_key(key: str) -> SignedLink | None:
    """A link with its office, and with who made it."""
    found: SignedLink | None = _whole().where(SignedLink.key == key).get_or_none()
    return found


def link_by_id(number: int) -> SignedLink:
    """The same, of one that is there."""
    found: SignedLink = _whole().where(SignedLink.id == number).get()
    return found


def _whole() -> Any:
    return (
        SignedLink.select(SignedLink, Office, Person)
        .join(Office)
        .switch(SignedLink)
        .join(Person, on=SignedLink.made_by)
    )


def links_of(office_id: int, before: int | None = None) -> list[SignedLink]:
    """What an office has given, the latest first, one page and one more; ``before`` is an id."""
    found = (
        SignedLink.select(SignedLink, Person)
        .join(Person, on=SignedLink.made_by)
        .where(SignedLink.office == office_id)
        .order_by(SignedLink.id.desc())
        .limit(PAGE + 1)
    )
    return list(found.where(SignedLink.id < before) if before else found)


def links_about(kind: str, key: str) -> list[SignedLink]:
    """Those about one row, the latest first."""
    return list(
        SignedLink.select(SignedLink, Person)
        .join(Person, on=SignedLink.made_by)
        .where(SignedLink.about_kind == kind, SignedLink.about_key == key)
        .order_by(SignedLink.id.desc())
    )


def links_to(kind: str, keys: Collection[str]) -> list[SignedLink]:
    """Those about some rows."""
    found = SignedLink.select().where(
        SignedLink.about_kind == kind, SignedLink.about_key.in_(list(keys))
    )
    return list(found)


def ends_of(links: list[SignedLink]) -> dict[int, SignedLinkEvent]:
    """The last thing that happened to each of some links, with who did it."""
    found = (
        SignedLinkEvent.select(SignedLinkEvent, Person)
        .left_outer_join(Person, on=SignedLinkEvent.actor)
        .where(SignedLinkEvent.link.in_([each.id for each in links]))
        .order_by(SignedLinkEvent.id)
    )
    return {each.link_id: each for each in found}
