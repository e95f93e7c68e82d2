"""Assessments that are not locked long after their day, and reports that are not handed in."""

from typing import Any

from peewee import SQL, fn

from mori.accounts.models import Person
from mori.core.counts.overview import MOST, found
from mori.core.db import from_day, literals
from mori.placements.models import Placement, UnitSpan
from mori.placements.overview.queries import here_on
from mori.placements.rules import PlacementState

from ..assessments.models import Assessment
from ..assessments.rules import SILENT_AFTER, AssessmentState
from ..choices.models import SchemeChoice
from ..choices.rules import NOTHING
from ..reports.models import Report
from ..rules import Moment
from ..schemes.models import Scheme
from ..schemes.rules import SchemeState


def owes(office: Any, moment: Moment) -> Any:
    """That a placement is to be assessed at a moment of the whole, and that is not locked."""
    return _assessed_at(office, moment) & ~fn.EXISTS(_locked(moment))


def _locked(moment: Moment) -> Any:
    return Assessment.select(SQL("1")).where(
        Assessment.placement == Placement.id,
        Assessment.moment.in_(literals([moment])),
        Assessment.state.in_(literals([AssessmentState.LOCKED])),
    )


def _assessed_at(office: Any, moment: Moment) -> Any:
    """An office's own word counts before the national one: see choices/rules.py."""
    own, national = SchemeChoice.office == office, SchemeChoice.office.is_null()
    in_use = Scheme.select(SQL("1")).where(
        Scheme.family == SchemeChoice.family, Scheme.state.in_(literals([SchemeState.IN_USE]))
    )
    waived = fn.EXISTS(_choice(moment, own, SchemeChoice.family == NOTHING))
    chosen = fn.EXISTS(_choice(moment, own, fn.EXISTS(in_use)))
    return chosen | (fn.EXISTS(_choice(moment, national, fn.EXISTS(in_use))) & ~waived)


def _choice(moment: Moment, whose: Any, how: Any) -> Any:
    return SchemeChoice.select(SQL("1")).where(
        whose,
        SchemeChoice.kind == Placement.kind,
        SchemeChoice.moment.in_(literals([moment])),
        how,
    )


def finals(office: Any, past: Any, workdays: Any) -> Any:
    """Of whoever left days ago and was not assessed to the end."""
    columns = found("finals", key=Placement.key, who=Person.name, day=Placement.ends_on)
    return (
        _ended_since(office, past)
        .select(*columns)
        .join(Person)
        .where(Placement.ends_on < workdays[SILENT_AFTER], owes(office, Moment.FINAL))
        .order_by(Placement.ends_on, Placement.id)
        .limit(MOST + 1)
    )


def unit_ends(office: Any, past: Any, workdays: Any) -> Any:
    """Of stays in a unit that ended days ago, unless the whole is owed: its page says both."""
    columns = found("unit_ends", key=Placement.key, who=Person.name, day=UnitSpan.ends_on)
    locked = _locked(Moment.UNIT_END).where(Assessment.unit == UnitSpan.unit)
    return (
        _ended_since(office, past)
        .select(*columns)
        .join(Person)
        .switch(Placement)
        .join(UnitSpan)
        .where(
            UnitSpan.ends_on >= past,
            UnitSpan.ends_on < workdays[SILENT_AFTER],
            _assessed_at(office, Moment.UNIT_END),
            ~((Placement.ends_on < workdays[SILENT_AFTER]) & owes(office, Moment.FINAL)),
            ~fn.EXISTS(locked),
        )
        .order_by(UnitSpan.ends_on, UnitSpan.id)
        .limit(MOST + 1)
    )


def _ended_since(office: Any, past: Any) -> Any:
    """Those that end after a day, or have not ended yet."""
    return Placement.select().where(
        Placement.office == office,
        from_day(Placement.ends_on, past),
        Placement.state.not_in(literals([PlacementState.WITHDRAWN])),
    )


def reports(office: Any, today: Any, soon: Any) -> Any:
    """Of whoever ends within two weeks and has a report to hand in."""
    columns = found(
        "reports", key=Placement.key, who=Person.name, intern_key=Person.key, day=Placement.ends_on
    )
    handed = Report.select(SQL("1")).where(Report.placement == Placement.id)
    return (
        here_on(office, today)
        .select(*columns)
        .join(Person)
        .where(Placement.ends_on <= soon, owes(office, Moment.REPORT), ~fn.EXISTS(handed))
        .order_by(Placement.ends_on, Placement.id)
        .limit(MOST + 1)
    )
