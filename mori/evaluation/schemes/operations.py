"""Keeping schemes: drafts and what they ask, and versions."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _
from peewee import SQL

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile, lock
from mori.core.texts.folding import folded
from mori.offices.queries import office_by_id

from . import queries
from .models import NAME_MOST, Scheme, SchemeAspect, SchemeBand, SchemeEvent
from .rules import (
    MOST_ASPECTS,
    MOST_SCHEMES,
    MOVES,
    Scale,
    SchemeState,
    aspects_flaw,
    free_name,
)

COPIED = ("name", "name_folded", "name_en", "lowest", "highest", "step", "may_be_unjudged")


class Band(NamedTuple):
    """From which mark on a result is called so."""

    starts: int
    label: str
    label_en: str


class SchemeFacts(NamedTuple):
    """What a scheme is called, its scale and its bands."""

    name: str
    name_en: str
    scale: Scale
    may_be_unjudged: bool
    bands: Sequence[Band] = ()

    @property
    def columns(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "name_folded": folded(self.name)[:NAME_MOST],
            "name_en": self.name_en,
            "lowest": self.scale.lowest,
            "highest": self.scale.highest,
            "step": self.scale.step,
            "may_be_unjudged": self.may_be_unjudged,
        }


class AspectFacts(NamedTuple):
    """What is marked, and how much it counts; without a weight as much as the others."""

    label: str
    label_en: str
    help: str
    help_en: str
    weight: int | None = None


@writing()
def make_scheme(
    office_id: int, facts: SchemeFacts, token: str, actor_id: int, at: dt.datetime
) -> Scheme:
    """Begin a draft of an office's own; the same form again gives the same one."""
    lock(office_by_id(office_id))
    if made := queries.scheme_by_token(token):
        return made
    _require_room(office_id)
    _require_free_name(office_id, facts.name, "")
    scheme = Scheme.create(office=office_id, token=token, made_at=at, **facts.columns)
    write_bands(scheme.id, facts.bands)
    record(scheme.id, "make", actor_id, at)
    return scheme


def _require_room(office_id: int) -> None:
    if len(queries.standing_schemes(office_id)) >= MOST_SCHEMES:
        raise Refused(_("Thirty schemes are as many as one finds one's way in. Retire one first."))


def _require_free_name(office_id: int, name: str, family: str) -> None:
    if folded(name)[:NAME_MOST] in queries.names_taken(office_id, but=family):
        raise Refused(_("Another scheme has this name. Choose one that tells them apart."))


def write_bands(scheme_id: int, bands: Sequence[Band]) -> None:
    """Give a scheme these bands instead of those it had."""
    SchemeBand.delete().where(SchemeBand.scheme == scheme_id).execute()
    for band in bands:
        SchemeBand.create(scheme=scheme_id, **band._asdict())


def record(
    scheme_id: int, verb: str, actor_id: int | None, at: dt.datetime, note: str = ""
) -> None:
    """Add what happened to a scheme's history."""
    SchemeEvent.create(scheme=scheme_id, verb=verb, actor=actor_id, at=at, note=note)


@writing()
def change_scheme(scheme: Scheme, facts: SchemeFacts, seen: int) -> None:
    """Rewrite a draft's name, scale and bands, unless it has changed since it was seen."""
    office_id = _hold_office_of(scheme)
    _hold_draft(scheme.id, seen)
    _require_free_name(office_id, facts.name, scheme.family)
    Scheme.update(**facts.columns).where(Scheme.id == scheme.id).execute()
    write_bands(scheme.id, facts.bands)


def _hold_office_of(scheme: Scheme) -> int:
    """A row lock on the office whose scheme it is, so that names and versions stay unique."""
    if scheme.office_id is None:
        raise Refused(_("A national scheme does not change here. Copy it first."))
    lock(office_by_id(scheme.office_id))
    return scheme.office_id


def _hold_draft(scheme_id: int, seen: int | None = None) -> None:
    """A row lock until the transaction ends, on a draft whose next revision this becomes."""
    change = Scheme.update(revision=SQL('"revision" + 1')).where(
        Scheme.id == scheme_id, Scheme.state == SchemeState.DRAFT
    )
    if seen is not None:
        change = change.where(Scheme.revision == seen)
    if change.execute():
        return
    if queries.scheme_by_id(scheme_id).state.is_draft:
        raise Refused(
            _("This has changed in the meantime. What you wrote is below: save it again.")
        )
    raise Refused(_("This version no longer changes. Copy what you wrote, and make the next one."))


@writing()
def add_aspect(scheme: Scheme, facts: AspectFacts, token: str) -> None:
    """Mark one more thing, behind the others; the same form again changes nothing."""
    _hold_draft(scheme.id)
    if queries.aspect_by_token(token):
        return
    count = len(queries.aspects_of(scheme.id))
    if count >= MOST_ASPECTS:
        raise Refused(_("Fifteen aspects are as many as one can judge. Remove one first."))
    SchemeAspect.create(scheme=scheme.id, token=token, position=count, **facts._asdict())


@writing()
def change_aspect(aspect: SchemeAspect, facts: AspectFacts, seen: int) -> None:
    """Reword or weigh an aspect of a draft, unless that has changed since it was seen."""
    _hold_draft(aspect.scheme_id, seen)
    SchemeAspect.update(facts._asdict()).where(SchemeAspect.id == aspect.id).execute()


@writing()
def move_aspect(aspect: SchemeAspect, place: int, to: int) -> None:
    """Move an aspect of a draft from the place where it was seen; once there, nothing changes."""
    _hold_draft(aspect.scheme_id)
    order = [each.id for each in queries.aspects_of(aspect.scheme_id)]
    if aspect.id not in order or order.index(aspect.id) == to:
        return
    if order.index(aspect.id) != place or not 0 <= to < len(order):
        raise changed_meanwhile()
    order.insert(to, order.pop(place))
    _number(order)


def _number(aspect_ids: Sequence[int]) -> None:
    for position, number in enumerate(aspect_ids):
        SchemeAspect.update(position=position).where(SchemeAspect.id == number).execute()


@writing()
def remove_aspect(aspect: SchemeAspect) -> None:
    """Mark it no longer in this draft; former versions keep theirs."""
    _hold_draft(aspect.scheme_id)
    SchemeAspect.delete().where(SchemeAspect.id == aspect.id).execute()
    _number([each.id for each in queries.aspects_of(aspect.scheme_id)])


@writing()
def make_next_version(scheme: Scheme, actor_id: int, at: dt.datetime) -> Scheme:
    """A draft with all that a version asks; the one there is, if somebody has begun it."""
    office_id = _hold_office_of(scheme)
    draft = queries.draft_of(scheme.family)
    if draft:
        return draft
    _require_room(office_id)
    taken = queries.names_taken(office_id, but=scheme.family)
    made = _copy(
        scheme,
        taken,
        at,
        office=office_id,
        family=scheme.family,
        version=queries.last_version(scheme.family) + 1,
    )
    record(made.id, "begin", actor_id, at)
    return made


@writing()
def copy_scheme(
    scheme: Scheme, office_id: int, token: str, actor_id: int, at: dt.datetime
) -> Scheme:
    """A draft of an office's own that asks the same; the same form again gives the same one."""
    lock(office_by_id(office_id))
    if made := queries.scheme_by_token(token):
        return made
    _require_room(office_id)
    made = _copy(scheme, queries.names_taken(office_id), at, office=office_id, token=token)
    record(made.id, "copy", actor_id, at, scheme.name)
    return made


def _copy(scheme: Scheme, taken: set[str], at: dt.datetime, **columns: Any) -> Scheme:
    same = {name: getattr(scheme, name) for name in COPIED}
    same["name"] = free_name(scheme.name, taken, NAME_MOST)
    same["name_folded"] = folded(same["name"])[:NAME_MOST]
    made = Scheme.create(**{**same, "made_at": at, **columns})
    for aspect in queries.aspects_of(scheme.id):
        facts = {name: getattr(aspect, name) for name in AspectFacts._fields}
        SchemeAspect.create(scheme=made.id, position=aspect.position, **facts)
    bands = queries.bands_of(scheme.id)
    write_bands(made.id, [Band(each.starts, each.label, each.label_en) for each in bands])
    return made


@writing()
def publish_scheme(scheme: Scheme, seen: int, actor_id: int, at: dt.datetime) -> None:
    """Use a draft as it was seen from now on; the version before it is retired."""
    if scheme.revision != seen:
        raise changed_meanwhile()
    former = queries.version_in_use(scheme.family)
    if former:
        advance(former, MOVES, "replace", actor_id, at)
    advance(scheme, MOVES, "publish", actor_id, at, same=("revision",))
    flaw = aspects_flaw([each.weight for each in queries.aspects_of(scheme.id)])
    if flaw:
        raise Refused(flaw.label)


def retire_scheme(scheme: Scheme, actor_id: int, at: dt.datetime) -> None:
    """Assess nobody by it from now on; what was assessed by it stays."""
    advance(scheme, MOVES, "retire", actor_id, at)


def discard_scheme(scheme: Scheme, actor_id: int, at: dt.datetime) -> None:
    """Drop a draft that was never used; it stays readable, and can be copied."""
    advance(scheme, MOVES, "discard", actor_id, at)
