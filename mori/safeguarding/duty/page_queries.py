"""What the pages of duty show, and what its forms may not say twice."""

import datetime as dt
from collections.abc import Collection, Iterable

from mori.accounts.models import Person
from mori.core.workdays import DAY

from .models import Absence, DutyNote, Shift, StaffedHours
from .rules import Declared, Span, Turn

KEPT_IN_SIGHT = 7 * DAY  # how long hand-over notes are shown
MOST = 300  # rows on a page: twelve officers on every day of four weeks


def hours_of(office_id: int) -> list[StaffedHours]:
    """What an office has declared, by weekday."""
    rows = StaffedHours.select().where(StaffedHours.office == office_id)
    return list(rows.order_by(StaffedHours.weekday, StaffedHours.opens, StaffedHours.id))


def declared_by(office_id: int) -> list[Declared]:
    return [
        Declared(*(getattr(row, name) for name in Declared._fields)) for row in hours_of(office_id)
    ]


def hours_promised(key: str) -> StaffedHours | None:
    return StaffedHours.get_or_none(StaffedHours.key == key)


def shift_by_key(key: str) -> Shift | None:
    return Shift.get_or_none(Shift.key == key)


def absence_by_key(key: str) -> Absence | None:
    return Absence.get_or_none(Absence.key == key)


def duty_note_by_key(key: str) -> DutyNote | None:
    return DutyNote.get_or_none(DutyNote.key == key)


def shifts_of(
    office_id: int, first: dt.datetime, last: dt.datetime, *, is_national: bool
) -> list[Shift]:
    """The shifts of an office's own officers that end after one moment and begin before another."""
    rows = (
        Shift.select(Shift, Person)
        .join(Person)
        .where(
            Shift.office == office_id,
            Shift.is_national == is_national,
            Shift.ends_at.between(first, last + DAY),
            Shift.starts_at < last,
        )
        .limit(MOST)
    )
    return sorted(rows, key=lambda row: (row.starts_at, row.ends_at, row.position, row.id))


def is_planned(tokens: Iterable[str]) -> bool:
    """Whether any of these shifts has been planned by the same form."""
    return Shift.select().where(Shift.token.in_(list(tokens))).exists()


def turns_of(
    people: Collection[int], first: dt.datetime, last: dt.datetime, is_national: bool
) -> list[Turn]:
    """What these officers are planned for already, in the same duty."""
    rows = Shift.select().where(
        Shift.officer.in_(people),
        Shift.is_national == is_national,
        Shift.ends_at.between(first, last + DAY),
        Shift.starts_at < last,
    )
    return [Turn(row.officer_id, row.position, Span(row.starts_at, row.ends_at)) for row in rows]


def absences_of(office_id: int, at: dt.datetime) -> list[Absence]:
    """Absences of an office that are not over, the first first."""
    stand_in = Person.alias("stand_in")
    rows = (
        Absence.select(Absence, Person, stand_in)
        .join(Person, on=Absence.person)
        .switch(Absence)
        .left_outer_join(stand_in, on=(Absence.stand_in == stand_in.id), attr="stand_in")
        .where(Absence.office == office_id, Absence.until_at > at)
        .limit(MOST)
    )
    return sorted(rows, key=lambda row: (row.from_at, row.id))


def is_away(person_id: int, span: Span) -> bool:
    """Whether an absence that meets the time is noted."""
    meets = (Absence.until_at > span.starts_at) & (Absence.from_at < span.ends_at)
    return Absence.select().where(Absence.person == person_id, meets).exists()


def is_absence_noted(token: str) -> bool:
    return Absence.select().where(Absence.token == token).exists()


def duty_notes_of(office_id: int, at: dt.datetime) -> list[DutyNote]:
    """The hand-over notes of the last days, the newest first."""
    reader = Person.alias("reader")
    rows = (
        DutyNote.select(DutyNote, Person, reader)
        .join(Person, on=DutyNote.author)
        .switch(DutyNote)
        .left_outer_join(reader, on=(DutyNote.read_by == reader.id), attr="read_by")
        .where(DutyNote.office == office_id, DutyNote.at.between(at - KEPT_IN_SIGHT, at))
        .order_by(DutyNote.at.desc(), DutyNote.id.desc())
        .limit(20)
    )
    return list(rows)


def is_handed_over(token: str) -> bool:
    return DutyNote.select().where(DutyNote.token == token).exists()


def names_of(ids: Iterable[int]) -> dict[int, str]:
    people = Person.select(Person.id, Person.name).where(Person.id.in_(set(ids)))
    return {person.id: person.name for person in people}
