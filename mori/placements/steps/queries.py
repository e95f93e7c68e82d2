"""The steps of an office, and what was done of them for an intern."""

import datetime as dt

from mori.accounts.models import Person
from mori.offices.queries import workdays_between

from ..models import Placement
from ..rules import InternKind
from .models import StepDay, StepDone, StepItem
from .rules import Step, StepList, StepMoment, day_of


def items_of(office_id: int, kind: InternKind, moment: StepMoment) -> list[StepItem]:
    """A list as it is now, in order."""
    rows = all_items_of(office_id, kind, moment)
    return sorted((row for row in rows if row.is_open), key=lambda row: row.position)


def all_items_of(office_id: int, kind: InternKind, moment: StepMoment) -> list[StepItem]:
    """Steps that count no more, too."""
    rows = StepItem.select().where(
        StepItem.office == office_id, StepItem.kind == kind, StepItem.moment == moment
    )
    return list(rows.order_by(StepItem.id))


def done_for(placement_id: int) -> dict[int, StepDone]:
    """By step, with who did it."""
    rows = StepDone.select(StepDone, Person).join(Person)
    found = rows.where(StepDone.placement == placement_id).order_by(StepDone.id)
    return {row.item_id: row for row in found}


def days_said(placement_id: int) -> dict[StepMoment, dt.date]:
    rows = StepDay.select().where(StepDay.placement == placement_id)
    return {row.moment: row.day for row in rows.order_by(StepDay.id)}


def lists_of(placement: Placement) -> list[StepList]:
    """Both lists of a placement, with their days."""
    first, last = placement.starts_on, placement.ends_on
    version = placement.office.calendar_version
    workdays = workdays_between(placement.office_id, version, first, last)
    said, done = days_said(placement.id), done_for(placement.id)
    return [
        StepList(
            moment,
            said.get(moment) or day_of(moment, workdays, first, last),
            [
                _step(each, done.get(each.id))
                for each in items_of(placement.office_id, placement.kind, moment)
            ],
        )
        for moment in StepMoment
    ]


def _step(item: StepItem, done: StepDone | None) -> Step:
    if done is None:
        return Step(item.key, item.text)
    return Step(item.key, item.text, done.done_by.name, done.done_at)
