"""Which programmes have a portal, which days were sent there, and what is to be done in it."""

import datetime as dt
from collections.abc import Collection
from typing import Any, NamedTuple

from peewee import SQL, Value, fn

from mori.accounts.models import Person
from mori.core.counts.overview import MOST, PAST, found
from mori.core.db import literals
from mori.logbook.models import Entry
from mori.logbook.rules import EntryState
from mori.placements.models import Placement, UnitSpan
from mori.placements.rules import RUNNING, InternKind

from .models import OfficePortal, PortalDay, PortalDuty
from .rules import ASKED_OF, Field, PortalTerms, lacking, national_terms

Later = UnitSpan.alias("later")


def portals_of(office_id: int) -> dict[InternKind, PortalTerms]:
    """The portal of each kind of intern that has one: the office's word before the nation's."""
    own = {row.kind: row.terms for row in OfficePortal.select().where(_of(office_id))}
    return {kind: each for kind, each in (national_terms() | own).items() if each.portal}


def portal_of(office_id: int, kind: InternKind) -> PortalTerms | None:
    return portals_of(office_id).get(kind)


def own_portal(office_id: int, kind: InternKind) -> PortalTerms | None:
    """What an office says of a kind itself."""
    row = OfficePortal.get_or_none(_of(office_id), OfficePortal.kind == kind)
    return row.terms if row else None


def _of(office_id: int) -> Any:
    return OfficePortal.office == office_id


def any_portal(person: Any, office: Any, lately: Any) -> Any:
    """The fact: the office has said something of portals itself."""
    return fn.EXISTS(OfficePortal.select(Value(1)).where(OfficePortal.office == office))


class PortalEntry(NamedTuple):
    """A day's entry, and how much of it was sent through the portal."""

    key: str
    day: dt.date
    text: str
    learnt: str
    obstacles: str
    revision: int
    sent: int | None  # the revision that was

    @property
    def is_sent(self) -> bool:
        return self.sent == self.revision

    @property
    def has_changed(self) -> bool:
        """It was sent, and then changed here."""
        return self.sent is not None and not self.is_sent

    def said(self, field: Field) -> str:
        return str(getattr(self, field.value))

    def short_of(self, terms: PortalTerms) -> list[tuple[Field, int]]:
        """The fields that are shorter than asked, and by how many characters."""
        found = ((each, lacking(self.said(each), terms.least(each))) for each in Field)
        return [(each, n) for each, n in found if n]


def entries_of(placement_id: int, first: dt.date, last: dt.date) -> list[PortalEntry]:
    """A placement's entries of some weeks, the earliest first."""
    rows = (
        Entry.select(
            Entry.key,
            Entry.day,
            Entry.text,
            Entry.learnt,
            Entry.obstacles,
            Entry.revision,
            PortalDay.revision.alias("sent"),
        )
        .left_outer_join(PortalDay, on=(PortalDay.entry == Entry.id))
        .where(
            Entry.placement == placement_id,
            Entry.day.between(first, last),
            Entry.state.not_in(literals([EntryState.WITHDRAWN])),
        )
        .order_by(Entry.day)
        .limit(40)
    )
    return [PortalEntry(*row) for row in list[Any](rows.tuples())]


def placements_in(office_id: int, kinds: Collection[InternKind], today: dt.date) -> list[Placement]:
    """An office's running placements of some kinds."""
    return list(
        Placement.select().where(
            Placement.office == office_id,
            Placement.state.in_(literals(RUNNING)),
            Placement.kind.in_(list(kinds)),
            Placement.starts_on <= today,
            Placement.ends_on >= today,
        )
    )


def ids_of_kind(office_id: int, kind: InternKind) -> Any:
    """An office's placements of a kind, for a subquery."""
    return Placement.select(Placement.id).where(
        Placement.office == office_id, Placement.kind == kind
    )


def duties_in(placement_id: int, month: dt.date) -> list[PortalDuty]:
    return list(
        PortalDuty.select().where(PortalDuty.placement == placement_id, PortalDuty.month == month)
    )


def duty_by_key(key: str) -> PortalDuty | None:
    """What is to be done, with who supervises its placement."""
    found: PortalDuty | None = PortalDuty.get_or_none(PortalDuty.key == key)
    if found:
        spans = UnitSpan.select().where(UnitSpan.placement == found.placement_id)
        found.in_charge = {
            id for span in spans for id in (span.supervisor_id, span.stand_in_id) if id
        }
    return found


def open_duties(person_id: int, office_id: int, today: dt.date, until: dt.date) -> list[PortalDuty]:
    """What whoever supervises today, or did at the end, still has to do: most pressing first."""
    duties = _under(person_id, today).where(
        PortalDuty.office == office_id, _wanted(today - PAST), PortalDuty.by <= until
    )
    return list(duties.order_by(PortalDuty.by, PortalDuty.id).limit(MOST))


def done_duties(person_id: int, office_id: int, today: dt.date, since: dt.date) -> list[PortalDuty]:
    """What was ticked lately of the same interns, the latest first."""
    duties = _under(person_id, today).where(
        PortalDuty.office == office_id, PortalDuty.month >= since, PortalDuty.done_on.is_null(False)
    )
    return list(duties.order_by(PortalDuty.by.desc(), PortalDuty.id.desc()).limit(MOST))


def _under(person_id: int, today: dt.date) -> Any:
    later = Later.select(Later.id).where(
        Later.placement == Placement.id,
        Later.starts_on > UnitSpan.starts_on,
        Later.starts_on <= today,
    )
    span = (
        (UnitSpan.placement == Placement.id)
        & (UnitSpan.starts_on <= today)
        & ~fn.EXISTS(later)  # after the last day it is the last one: see ``span_on``
        & ((UnitSpan.supervisor == person_id) | (UnitSpan.stand_in == person_id))
    )
    return (
        PortalDuty.select(PortalDuty, Placement, Person)
        .join(Placement)
        .join(Person)
        .switch(Placement)
        .join(UnitSpan, on=span)
        .where(_asked_of())
    )


def _asked_of() -> Any:
    return Placement.state.in_(literals(ASKED_OF))


def _wanted(past: Any) -> Any:
    """It is not ticked, and not so old that it is left alone: the same for everybody."""
    return PortalDuty.done_on.is_null() & (PortalDuty.by >= past) & _asked_of()


def any_duty(person: Any, office: Any, lately: Any) -> Any:
    """The fact: something is to be done in a portal by somebody of the office."""
    return fn.EXISTS(
        PortalDuty.select(Value(1)).where(PortalDuty.office == office, PortalDuty.done_on.is_null())
    )


def overdue_duties(office: Any, today: Any, past: Any) -> Any:
    """For Ringkasan: of each internship, how much was to be done by days that are past."""
    return (
        PortalDuty.select(
            *found(
                "portal_duties",
                key=Placement.key,
                who=Person.name,
                n=SQL("SUM(1)"),
                day=fn.MIN(PortalDuty.by),
                intern_key=Person.key,
            )
        )
        .join(Placement)
        .join(Person)
        .where(
            PortalDuty.office == office,
            PortalDuty.by < today,
            _wanted(past),
        )
        .group_by(Placement.id, Placement.key, Person.name, Person.key)
        .order_by(fn.MIN(PortalDuty.by), Placement.id)
        .limit(MOST + 1)
    )
