"""Who is in which unit, under whom, and when."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

from flask_babel import lazy_gettext as _

from mori.access.roles import Role
from mori.accounts.queries import has_role, people_in_role
from mori.core.clock import local_date
from mori.core.counts.changes import changed
from mori.core.db import new_key, writing
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile, lock
from mori.institutions.operations import institution_for
from mori.offices.queries import office_by_id, units_of
from mori.safeguarding.routing.operations import register_relation
from mori.safeguarding.routing.rules import RelationKind

from .. import queries
from ..barred.operations import require_unbarred
from ..models import Placement, UnitSpan
from ..operations import hold_person, record, register_units, require_free_period
from ..rules import LONGEST, ONGOING, InternKind, SpanPlan, misfit


def _require_fitting_spans(starts_on: dt.date, ends_on: dt.date, spans: Sequence[SpanPlan]) -> None:
    if not starts_on <= ends_on <= starts_on + LONGEST:
        raise Refused(_("A placement ends after it starts, and within a year."))
    if not spans:
        raise Refused(_("A placement needs at least one unit."))
    if misfit(starts_on, ends_on, spans) is not None:
        raise Refused(_("The units' dates overlap or leave the period."))


def _require_our_spans(
    office_id: int, person_id: int, spans: Sequence[SpanPlan], known: Collection[UnitSpan] = ()
) -> None:
    """Units and supervisors belong to the office now, or have been in this placement before.

    Nobody supervises themself, whatever their roles.
    """
    units = {unit.id for unit in units_of(office_id, closed=True)}
    supervisors = {person.id for person in people_in_role(office_id, Role.SUPERVISOR)}
    supervisors |= {each for span in known for each in _people_of(span)}
    for span in spans:
        if span.unit_id not in units or not _people_of(span) <= supervisors - {person_id}:
            raise Refused(_("Choose units and supervisors of this office."))
        if span.supervisor_id == span.stand_in_id:
            raise Refused(_("Supervisor and stand-in are two people."))
    was = {each for span in known for each in _people_of(span)}
    require_unbarred(person_id, {each for span in spans for each in _people_of(span)} - was)


@writing()
def change_rotation(
    placement: Placement, spans: Sequence[SpanPlan], actor_id: int, at: dt.datetime
) -> list[UnitSpan]:
    """Change units, dates and supervisors; returns the spans that are new or different.

    What already waits for the earlier supervisor of such a span has to follow.
    """
    _hold_ongoing(placement)
    _require_fitting_spans(placement.starts_on, placement.ends_on, spans)
    _require_our_spans(placement.office_id, placement.person_id, spans, placement.spans)
    differing = keep_spans(placement, spans, at)
    if differing:
        record(placement, "rotate", actor_id, at)
    return differing


def _hold_ongoing(placement: Placement) -> None:
    """Lock the placement's row; ``Refused`` if its state is no longer as it was loaded."""
    if not lock(placement, "state") or placement.state not in ONGOING:
        raise changed_meanwhile()


def keep_spans(placement: Placement, plans: Sequence[SpanPlan], at: dt.datetime) -> list[UnitSpan]:
    """Bring a placement's spans in line with a plan; returns those that differ."""
    before = dict(enumerate(queries.spans_of([placement.id])))
    differing = [
        position for position, plan in enumerate(plans) if _plan_of(before.get(position)) != plan
    ]
    gone = [span for position, span in before.items() if position >= len(plans)]
    _forget_supervisors(placement, [*gone, *map(before.get, differing)], at)
    UnitSpan.delete().where(
        UnitSpan.placement == placement.id,
        UnitSpan.position.in_([*differing, *(span.position for span in gone)]),
    ).execute()
    for position in differing:
        _add_span(placement, position, plans[position])
    _exclude_supervisors(placement, plans)
    spans = register_units(placement)
    changed(placement.id)
    return [span for span in spans if span.position in differing]


def _plan_of(span: UnitSpan | None) -> SpanPlan | None:
    if span is None:
        return None
    return SpanPlan(
        unit_id=span.unit_id,
        starts_on=span.starts_on,
        ends_on=span.ends_on,
        supervisor_id=span.supervisor_id,
        stand_in_id=span.stand_in_id,
    )


def _add_span(placement: Placement, position: int, plan: SpanPlan) -> None:
    UnitSpan.create(
        placement=placement.id,
        position=position,
        unit=plan.unit_id,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        supervisor=plan.supervisor_id,
        stand_in=plan.stand_in_id,
    )


def _exclude_supervisors(placement: Placement, spans: Iterable[SpanPlan]) -> None:
    """Keep whoever supervises, from then on and for ever, out of the intern's alerts."""
    for span in spans:
        for other in _people_of(span):
            _relate(placement, span.starts_on, other, [other])


def _forget_supervisors(
    placement: Placement, spans: Iterable[UnitSpan | None], at: dt.datetime
) -> None:
    """Whoever was planned but never began to supervise may be called again."""
    today = local_date(at, placement.office.zone)
    for span in spans:
        if span and span.starts_on > today:
            for other in _people_of(span):
                _relate(placement, span.starts_on, other, [])


def _people_of(span: UnitSpan | SpanPlan) -> set[int]:
    return {each for each in (span.supervisor_id, span.stand_in_id) if each}


def _relate(placement: Placement, from_on: dt.date, other: int, others: list[int]) -> None:
    source = f"placement {placement.key} {other} {from_on:%y%m%d}"
    register_relation(placement.person_id, others, RelationKind.SUPERVISOR, from_on, None, source)


@writing()
def make_placement(
    *,
    person_id: int,
    office_id: int,
    kind: InternKind,
    programme: str,
    institution: str,
    which: str = "",  # the one chosen for that name: see institution_for
    starts_on: dt.date,
    ends_on: dt.date,
    spans: Sequence[SpanPlan],
    actor_id: int | None,
    at: dt.datetime,
    token: str = "",
) -> Placement:
    """Place someone in an office; the same ``token`` for them again changes nothing."""
    hold_person(person_id)
    made = queries.placement_by_token(token)
    if made and made.person_id == person_id:
        return made
    token = new_key() if made else token or new_key()  # made: sent before for somebody else
    _require_placeable(person_id, office_id)
    require_free_period(person_id, starts_on, ends_on)
    _require_fitting_spans(starts_on, ends_on, spans)
    _require_our_spans(office_id, person_id, spans)
    placement = Placement.create(
        token=token,
        person=person_id,
        office=office_id,
        kind=kind,
        programme=programme,
        institution_typed=institution,
        institution=institution_for(office_id, institution, which, actor_id, at),
        starts_on=starts_on,
        ends_on=ends_on,
        made_at=at,
    )
    keep_spans(placement, spans, at)
    record(placement, "make", actor_id, at)
    return placement


def _require_placeable(person_id: int, office_id: int) -> None:
    if office_by_id(office_id).state.is_closed:
        raise Refused(_("This office is closed: nobody new is placed here."))
    if not has_role(person_id, office_id, Role.INTERN):
        raise Refused(_("This person is not an intern of this office. Add the role first."))
