"""Mail to whom a plan concerns: the interns it moves, and who supervises them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mori.accounts.models import Person
from mori.notifications import operations as outbox
from mori.notifications.letters import letter
from mori.web.filters import long_day

from ..models import Placement
from ..rules import SpanPlan
from . import queries
from .models import RotationPlan


class Moved(NamedTuple):
    """A placement whose rotation a plan changes: what it was, and what the plan makes of it."""

    placement: Placement
    before: Sequence[SpanPlan]
    after: Sequence[SpanPlan]


def tell_of_plan(
    plan: RotationPlan, what: str, moved: Sequence[Moved], interns_at: str, at: dt.datetime
) -> None:
    """Everybody concerned, once for each time a plan is ``published`` or ``taken_back``.

    ``interns_at`` is the address of the list of interns, with those of placements below it.
    """
    shown = [(each.placement, _shown(each, what)) for each in moved]
    ids = {
        person_id
        for each in moved
        for span in (*each.before, *each.after)
        for person_id in (span.supervisor_id, span.stand_in_id)
        if person_id
    }
    people = queries.people_named(ids)
    units = queries.units_named({span.unit_id for _, spans in shown for span in spans})
    for placement, spans in shown:
        lines = [
            (units[each.unit_id].name, each, people[each.supervisor_id].name) for each in spans
        ]
        url = f"{interns_at}/{placement.key}"
        _tell(plan, what, placement.person, _said(placement.person.locale, lines), url, at)
    for person in people.values():
        lines = [
            (placement.person.name, each, units[each.unit_id].name)
            for placement, spans in shown
            for each in spans
            if person.id in (each.supervisor_id, each.stand_in_id)
        ]
        _tell(plan, what, person, _said(person.locale, lines), interns_at, at)


def _shown(moved: Moved, what: str) -> Sequence[SpanPlan]:
    return moved.after if what == "published" else moved.before


def _said(locale: str, lines: Iterable[tuple[str, SpanPlan, str]]) -> list[str]:
    return [
        f"{first}: {long_day(locale, span.starts_on)} – {long_day(locale, span.ends_on)} ({last})"
        for first, span, last in lines
    ]


def _tell(
    plan: RotationPlan,
    what: str,
    person: Person,
    lines: Sequence[str],
    url: str,
    at: dt.datetime,
) -> None:
    if not person.email:
        return
    subject, body = letter(
        f"placements/rotation_{what}", person.locale, title=plan.title, lines=lines, url=url
    )
    token = f"rotation {plan.key} {plan.step} {what} {person.key}"
    outbox.post_message(token, person.email, subject, body, at)
