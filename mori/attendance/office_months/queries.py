"""All that a month of an office is made of, in one statement: the pages have five at most."""

import datetime as dt
from functools import reduce
from typing import Any

from peewee import SQL, ModelSelect, Select, fn

from mori.accounts.models import Person
from mori.core.compiled import Compiled
from mori.core.db import db, literals
from mori.offices.models import Unit
from mori.placements.models import Placement, PlacementEvent, UnitSpan
from mori.placements.rules import INTERRUPTS

from ..corrections.models import AttendanceCorrection
from ..corrections.queries import agreed_parts
from ..models import Attendance
from ..terms.models import LateRule, ProgrammeTerms
from .rows import Piece

Watch = UnitSpan.alias("watch")
# What a piece does not have. A NULL is cast to its column's type: PostgreSQL takes an untyped
# one in the first part of a UNION for text.
EMPTY = {
    "placement_id": "CAST(NULL AS integer)",
    **dict.fromkeys(("key", "said", "kind", "programme"), "''"),
    **dict.fromkeys(("day", "last"), "CAST(NULL AS date)"),
    **dict.fromkeys(("since", "until", "confirmed_at"), "CAST(NULL AS timestamp)"),
    **dict.fromkeys(("days", "excused_days", "weekly_hours"), "CAST(NULL AS integer)"),
}


def _piece(model: Any, of: str, **columns: Any) -> Any:
    cells = {name: columns.get(name, SQL(nothing)) for name, nothing in EMPTY.items()}
    named = [cell.alias(name) for name, cell in cells.items()]
    return model.select(SQL(f"'{of}'").alias("of"), *named)  # nosec B608 - our own words


def _of_month(found: Any, office: Any, first: Any, last: Any, person: Any = None) -> Any:
    """Of placements that have days in the month; with a person, those they look after in it."""
    found = found.where(
        Placement.office == office, Placement.starts_on <= last, Placement.ends_on >= first
    )
    if person is None:
        return found
    looked_after = Watch.select(Watch.id).where(
        Watch.placement == Placement.id,
        Watch.starts_on <= last,
        Watch.ends_on >= first,
        (Watch.supervisor == person) | (Watch.stand_in == person),
    )
    return found.where(fn.EXISTS(looked_after))


def _stays() -> Any:
    columns = {
        "placement_id": Placement.id,
        "key": Placement.key,
        "said": Person.name,
        "kind": Placement.kind,
        "programme": Placement.programme,
        "day": Placement.starts_on,
        "last": Placement.ends_on,
    }
    return _piece(Placement, "stay", **columns).join(Person)


def _units() -> Any:
    columns = {
        "placement_id": UnitSpan.placement,
        "key": Unit.key,
        "said": Unit.short,
        "day": UnitSpan.starts_on,
        "last": UnitSpan.ends_on,
    }
    return _piece(UnitSpan, "unit", **columns).join(Unit).switch(UnitSpan).join(Placement)


def _looked_after_by(person: Any) -> Any:
    columns = {
        "placement_id": UnitSpan.placement,
        "day": UnitSpan.starts_on,
        "last": UnitSpan.ends_on,
    }
    found = _piece(UnitSpan, "in_charge", **columns).join(Placement)
    return found.where((UnitSpan.supervisor == person) | (UnitSpan.stand_in == person))


def _days(last: Any) -> Any:
    columns = {
        "placement_id": Attendance.placement,
        "key": Attendance.key,
        "kind": Attendance.kind,
        "day": Attendance.day,
        "since": Attendance.checked_in_at,
        "until": Attendance.checked_out_at,
        "confirmed_at": Attendance.confirmed_at,
    }
    return _piece(Attendance, "day", **columns).join(Placement).where(Attendance.day <= last)


def _away(last: Any) -> Any:
    asked = AttendanceCorrection
    columns = {
        "placement_id": asked.placement,
        "day": asked.day,
        "since": asked.away_from_at,
        "until": asked.away_until_at,
    }
    found = _piece(asked, "away", **columns).join(Placement)
    return found.where(agreed_parts(), asked.day <= last)


def _events() -> Any:
    event = PlacementEvent
    columns = {"placement_id": event.placement, "said": event.verb, "since": event.at}
    found = _piece(event, "event", **columns).join(Placement)
    return found.where(event.verb.in_(literals(INTERRUPTS)))


def _terms(office: Any) -> Any:
    said = ProgrammeTerms
    names = ("kind", "programme", "days", "excused_days", "weekly_hours")
    columns = {name: getattr(said, name) for name in names}
    return _piece(said, "terms", **columns).where(said.office == office)


def _graces(office: Any) -> Any:
    columns = {"day": LateRule.from_on, "days": LateRule.grace_minutes}
    return _piece(LateRule, "grace", **columns).where(LateRule.office == office)


def _pieces(office: Any, first: Any, last: Any, person: Any = None) -> Any:
    parts = [_stays(), _units(), _days(last), _away(last), _events()]
    if person is not None:
        parts.append(_looked_after_by(person))
    of_people = [_of_month(each, office, first, last, person) for each in parts]
    found = reduce(ModelSelect.union_all, [*of_people, _terms(office), _graces(office)])
    every = found.alias("every")
    columns = [getattr(every.c, name).alias(name) for name in Piece._fields]
    return Select([every], columns).bind(db)  # which says how it marks what is filled in


def _all_pieces(office: Any, first: Any, last: Any) -> Any:
    return _pieces(office, first, last)


def _pieces_of(office: Any, first: Any, last: Any, person: Any) -> Any:
    return _pieces(office, first, last, person)


_in_office, _looked_after = Compiled(Piece, _all_pieces), Compiled(Piece, _pieces_of)


def pieces_of_month(
    office_id: int, first: dt.date, last: dt.date, person_id: int | None = None
) -> list[Piece]:
    """What a month is made of, from the first day of its internships to its last day."""
    if person_id is None:
        return _in_office(office=office_id, first=first, last=last)
    return _looked_after(office=office_id, first=first, last=last, person=person_id)
