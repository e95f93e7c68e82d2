"""Schemes, with what they ask."""

from collections.abc import Collection
from typing import Any, NamedTuple

from peewee import fn

from mori.accounts.models import Person
from mori.core.db import literals

from .models import Scheme, SchemeAspect, SchemeBand, SchemeEvent
from .rules import STANDING, SchemeState

PAGE = 30
FORMER = frozenset(SchemeState) - STANDING


class Sheet(NamedTuple):
    """A scheme with its aspects and bands, in their order."""

    scheme: Scheme
    aspects: list[SchemeAspect]
    bands: list[SchemeBand]


def scheme_by_key(key: str) -> Scheme | None:
    return Scheme.get_or_none(Scheme.key == key)


def scheme_by_id(scheme_id: int) -> Scheme:
    return Scheme.get_by_id(scheme_id)


def scheme_by_token(token: str) -> Scheme | None:
    return Scheme.get_or_none(Scheme.token == token)


def aspect_by_key(key: str) -> SchemeAspect | None:
    """An aspect with its scheme."""
    return (
        SchemeAspect.select(SchemeAspect, Scheme)
        .join(Scheme)
        .where(SchemeAspect.key == key)
        .get_or_none()
    )


def aspect_by_token(token: str) -> SchemeAspect | None:
    return SchemeAspect.get_or_none(SchemeAspect.token == token)


def aspects_of(scheme_id: int) -> list[SchemeAspect]:
    return list(
        SchemeAspect.select()
        .where(SchemeAspect.scheme == scheme_id)
        .order_by(SchemeAspect.position, SchemeAspect.id)
    )


def bands_of(scheme_id: int) -> list[SchemeBand]:
    return list(
        SchemeBand.select().where(SchemeBand.scheme == scheme_id).order_by(SchemeBand.starts)
    )


def sheet_of(scheme: Scheme) -> Sheet:
    return Sheet(scheme, aspects_of(scheme.id), bands_of(scheme.id))


def events_of(scheme_id: int) -> list[SchemeEvent]:
    """What happened to a scheme, the earliest first, with who did it."""
    return list(
        SchemeEvent.select(SchemeEvent, Person)
        .left_outer_join(Person, on=SchemeEvent.actor)
        .where(SchemeEvent.scheme == scheme_id)
        .order_by(SchemeEvent.id)
    )


def standing_schemes(office_id: int) -> list[Scheme]:
    """An office's own, drafts and those in use, by name."""
    return list(_by_name(_of(office_id, STANDING)))


def schemes_in_use(office_id: int | None) -> list[Scheme]:
    """An office's own, or without one the national ones."""
    return list(_by_name(_of(office_id, {SchemeState.IN_USE})))


def former_schemes(office_id: int, before: int | None) -> list[Scheme]:
    """An office's retired versions and discarded drafts, the latest first: a page and one more."""
    found = _of(office_id, FORMER).order_by(Scheme.id.desc()).limit(PAGE + 1)
    return list(found.where(Scheme.id < before) if before else found)


def _of(office_id: int | None, states: Collection[SchemeState]) -> Any:
    whose = Scheme.office.is_null() if office_id is None else Scheme.office == office_id
    return Scheme.select().where(whose, Scheme.state.in_(literals(states)))


def _by_name(found: Any) -> Any:
    return found.order_by(Scheme.name_folded, Scheme.id)


def draft_of(family: str) -> Scheme | None:
    return _in_state(family, SchemeState.DRAFT)


def version_in_use(family: str) -> Scheme | None:
    return _in_state(family, SchemeState.IN_USE)


def _in_state(family: str, state: SchemeState) -> Scheme | None:
    return Scheme.get_or_none(Scheme.family == family, Scheme.state == state)


def versions_in_use(families: Collection[str]) -> dict[str, Scheme]:
    """By family, those of which a version is in use."""
    found = Scheme.select().where(
        Scheme.family.in_(list(families)), Scheme.state == SchemeState.IN_USE
    )
    return {scheme.family: scheme for scheme in found}


def last_version(family: str) -> int:
    """The greatest number given; 0 if there is none."""
    return Scheme.select(fn.MAX(Scheme.version)).where(Scheme.family == family).scalar() or 0


def names_taken(office_id: int, but: str = "") -> set[str]:
    """Folded names that an office's people read, without those of one scheme's versions."""
    standing = [*standing_schemes(office_id), *schemes_in_use(None)]
    return {each.name_folded for each in standing if each.family != but}
