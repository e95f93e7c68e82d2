"""What placements and assessments say of an internship since its intern called."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from mori.core.clock import local_date
from mori.evaluation.assessments.queries import locked_results
from mori.placements.models import Placement
from mori.placements.proceedings.queries import begun_since
from mori.placements.queries import events_of_each, placements_between
from mori.placements.rules import LONGEST
from mori.safeguarding.alerts.models import Alert

from ..queries import today_of, zone_of
from ..tasks.rules import CaseTaskKind
from .rules import HAPPENED, Sign, has_fallen


def signs_of(alert: Alert, at: dt.datetime) -> list[Sign]:
    """Everything to look at, in all internships that the call may be about."""
    today = today_of(alert, at)
    placements = [
        placement
        for person in alert.subject_ids
        for placement in placements_between(person, today - LONGEST, today + LONGEST)
    ]
    return [
        *_happened(alert, placements),
        *_meant(alert, placements),
        *_fallen(alert, placements),
    ]


def _happened(alert: Alert, placements: list[Placement]) -> Iterator[Sign]:
    events = events_of_each([placement.id for placement in placements])
    for event in (event for each in events.values() for event in each):
        if event.verb in HAPPENED and event.at >= alert.raised_at:
            yield Sign(HAPPENED[event.verb], f"placement event {event.id}")


def _meant(alert: Alert, placements: list[Placement]) -> Iterator[Sign]:
    """While the person can still be heard: nothing has happened to them yet."""
    for each in begun_since([placement.id for placement in placements], alert.raised_at):
        yield Sign(CaseTaskKind.MEANT, f"proceeding {each.key}")


def _fallen(alert: Alert, placements: list[Placement]) -> Iterator[Sign]:
    called_on = local_date(alert.raised_at, zone_of(alert))
    for placement in placements:
        given = [(each, each.result) for each in locked_results(placement.id)]
        known = [(each, result) for each, result in given if result is not None]
        in_order = sorted(known, key=lambda pair: pair[0].locked_on)
        for (_each, before), (after, result) in pairwise(in_order):
            scale = after.scheme.scale
            is_new = after.locked_on >= called_on
            if is_new and has_fallen(before, result, scale.lowest, scale.highest):
                reason = f"result {placement.id} {after.moment} {after.unit_name} {after.locked_on}"
                yield Sign(CaseTaskKind.GRADE, reason)
