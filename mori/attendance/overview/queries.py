"""What an office has to decide about days of presence."""

from typing import Any

from peewee import SQL, Case

from mori.accounts.models import Person
from mori.core.counts.overview import MOST, found, number_of, one_row, value
from mori.core.db import literals

from ..corrections.models import AttendanceCorrection
from ..corrections.rules import CorrectionState


def _waiting(office: Any) -> Any:
    return AttendanceCorrection.select().where(
        AttendanceCorrection.office == office,
        AttendanceCorrection.state.in_(literals([CorrectionState.ASKED])),
    )


def corrections(office: Any, person: Any) -> Any:
    """Those that wait, the oldest first; nobody decides on one of their own.

    ``n`` is 1 where it is no correction, but an absence for part of a day.
    """
    is_part = Case(None, [(AttendanceCorrection.away_from_at.is_null(False), SQL("1"))], SQL("0"))
    columns = found(
        "corrections", key=AttendanceCorrection.key, who=Person.name, intern_key=Person.key,
        day=AttendanceCorrection.day, n=is_part,
    )  # fmt: skip
    return (
        _waiting(office)
        .select(*columns)
        .join(Person)
        .where(AttendanceCorrection.person != person)
        .order_by(AttendanceCorrection.id)
        .limit(MOST + 1)
    )


def count(office: Any) -> Any:
    return one_row(value("corrections", number_of(_waiting(office))))
