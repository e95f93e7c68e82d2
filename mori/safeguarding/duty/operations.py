"""Promising hours, planning who keeps them, standing in, handing over."""

import datetime as dt
from collections.abc import Sequence

from flask_babel import lazy_gettext as _

from mori.core.db import token_for, writing
from mori.core.errors import Refused
from mori.offices.queries import hours_of

from . import page_queries as queries
from .models import Absence, DutyNote, Shift, StaffedHours
from .rules import Declared, Pattern, span_of, whole_days


@writing()
def declare_hours(office_id: int, hours: Sequence[Declared]) -> None:
    """Promise that somebody is there at these times too; what is promised already stays."""
    known = set(queries.declared_by(office_id))
    for each in hours:
        if each not in known:
            StaffedHours.create(office=office_id, **each._asdict())


def declare_office_hours(office_id: int) -> None:
    """Promise the hours of the office's ordinary weeks."""
    ordinary = [row for row in hours_of(office_id) if row.from_on is None]
    declare_hours(office_id, [Declared(row.weekday, row.opens, row.closes) for row in ordinary])


@writing()
def take_back_hours(hours: StaffedHours) -> None:
    """Promise these hours no longer."""
    StaffedHours.delete().where(StaffedHours.id == hours.id).execute()


@writing()
def plan_shifts(
    office_id: int,
    officers: Sequence[int],
    pattern: Pattern,
    zone: str,
    token: str,
    *,
    is_national: bool = False,
) -> int:
    """Give the officers these shifts, the first first; how many times somebody was busy already.

    One officer is enough to be kept: the calendar names it as a hole.
    """
    spans = [span_of(day, pattern.opens, pattern.closes, zone) for day in pattern.days()]
    if not spans:
        raise Refused(_("None of these weekdays is in those weeks."))
    tokens = {
        token_for(token, officer, span.starts_at): (position, officer, span)
        for span in spans
        for position, officer in enumerate(officers)
    }
    if queries.is_planned(tokens):
        return 0
    busy = queries.turns_of(officers, spans[0].starts_at, spans[-1].ends_at, is_national)
    free = {
        key: wanted
        for key, wanted in tokens.items()
        if not any(each.person == wanted[1] and each.span.meets(wanted[2]) for each in busy)
    }
    for key, (position, officer, span) in free.items():
        Shift.create(
            token=key,
            office=office_id,
            is_national=is_national,
            officer=officer,
            position=position,
            starts_at=span.starts_at,
            ends_at=span.ends_at,
        )
    return len(tokens) - len(free)


@writing()
def drop_shift(shift: Shift, at: dt.datetime) -> None:
    """Take an officer out of a shift that is not over."""
    if shift.ends_at <= at:
        raise Refused(_("This shift is over: it stays as it was."))
    Shift.delete().where(Shift.id == shift.id).execute()


@writing()
def add_absence(
    office_id: int,
    person_id: int,
    days: tuple[dt.date, dt.date],
    stand_in_id: int | None,
    zone: str,
    token: str,
) -> None:
    """Note that an officer is not there from one day to another, and who is instead."""
    if queries.is_absence_noted(token):
        return
    if stand_in_id == person_id:
        raise Refused(_("Choose somebody else as the stand-in."))
    span = whole_days(*days, zone)
    if queries.is_away(person_id, span):
        raise Refused(_("An absence on some of these days is noted already. Remove it first."))
    Absence.create(
        token=token,
        office=office_id,
        person=person_id,
        stand_in=stand_in_id,
        from_at=span.starts_at,
        until_at=span.ends_at,
    )


@writing()
def drop_absence(absence: Absence) -> None:
    """The officer is there after all."""
    Absence.delete().where(Absence.id == absence.id).execute()


@writing()
def hand_over(office_id: int, author_id: int, sealed: str, token: str, at: dt.datetime) -> None:
    """Leave whoever is on duty next a note about the duty itself."""
    if not queries.is_handed_over(token):
        DutyNote.create(token=token, office=office_id, author=author_id, sealed=sealed, at=at)


@writing()
def note_handed_over(note: DutyNote, reader_id: int, at: dt.datetime) -> None:
    """Whoever is on duty next has read the note; the first to say so counts."""
    unread = DutyNote.read_at.is_null() & (DutyNote.author != reader_id)
    DutyNote.update(read_by=reader_id, read_at=at).where(DutyNote.id == note.id, unread).execute()
