"""Who has been silent, and what waits too long with whom."""

from typing import Any

from peewee import SQL, Case, fn

from mori.accounts.models import Membership, Person
from mori.attendance.corrections.models import AttendanceCorrection
from mori.attendance.corrections.rules import CorrectionState
from mori.attendance.models import Attendance
from mori.core.counts.overview import MOST, found, number_of, one_row, value
from mori.core.db import literals
from mori.placements.models import Placement
from mori.placements.overview.queries import here_on

from ..models import Entry
from ..overdue.rules import MOST as LOOKED_AT
from ..review.rules import COORDINATOR_AFTER
from ..rules import EntryState
from .rules import SILENT_AFTER


def _silent(office: Any, today: Any, workdays: Any) -> Any:
    """Whoever was here, and gave no word of any kind about the last working days.

    To ask for a correction, or to be away, is one: the office has it.
    """
    since = workdays[SILENT_AFTER]
    return here_on(office, today).where(
        Placement.starts_on <= since,
        ~fn.EXISTS(_days(Attendance, SQL("1")).where(Attendance.day >= since)),
        ~fn.EXISTS(_asked(AttendanceCorrection.day >= since)),
        ~fn.EXISTS(_days(Entry, SQL("1")).where(Entry.day >= since)),
    )


def _days(model: Any, column: Any) -> Any:
    return model.select(column).where(model.placement == Placement.id)


def _asked(when: Any) -> Any:
    asked = _days(AttendanceCorrection, SQL("1"))
    return asked.where(AttendanceCorrection.state.in_(literals([CorrectionState.ASKED])), when)


def silent(office: Any, today: Any, workdays: Any) -> Any:
    came, wrote = (_days(each, fn.MAX(each.day)) for each in (Attendance, Entry))
    last = fn.COALESCE(Case(None, [(wrote > came, wrote)], came), wrote)
    columns = found("silent", key=Placement.key, who=Person.name, intern_key=Person.key, day=last)
    return (
        _silent(office, today, workdays)
        .select(*columns)
        .join(Person)
        .order_by(Placement.id)
        .limit(MOST + 1)
    )


def silent_count(office: Any, today: Any, workdays: Any) -> Any:
    return one_row(value("silent", number_of(_silent(office, today, workdays), 1_000)))


def _old(office: Any, before: Any) -> Any:
    return Entry.select().where(
        Entry.office == office,
        Entry.state.in_(literals([EntryState.SUBMITTED])),
        Entry.submitted_at < before[COORDINATOR_AFTER],
    )


def overdue(office: Any, before: Any) -> Any:
    """By reviewer, as the list of what waits too long counts them."""
    old = (
        _old(office, before)
        .select(Entry.supervisor.alias("reviewer"), Entry.day)
        .order_by(Entry.day, Entry.id)
        .limit(LOOKED_AT)
        .alias("old")
    )
    oldest = fn.MIN(old.c.day)
    columns = found("overdue", key=_role(office), who=Person.name, n=SQL("SUM(1)"), day=oldest)
    return (
        Person.select(*columns)
        .join(old, on=(old.c.reviewer == Person.id))
        .group_by(Person.id, Person.name)
        .order_by(oldest)
        .limit(MOST + 1)
    )


def _role(office: Any) -> Any:
    """The key of a role that somebody has in the office, one held now if there is any."""
    return (
        Membership.select(Membership.key)
        .where(Membership.person == Person.id, Membership.office == office)
        .order_by(Case(None, [(Membership.ended_at.is_null(), 0)], 1), Membership.id)
        .limit(1)
    )


def overdue_count(office: Any, before: Any) -> Any:
    return one_row(value("overdue", number_of(_old(office, before))))
