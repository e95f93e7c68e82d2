"""What is said of portals: by an office, by an intern of a day, by a supervisor of a month."""

import datetime as dt

from mori.core.clock import local_date
from mori.core.db import writing
from mori.logbook.models import Entry
from mori.offices.queries import all_offices
from mori.placements.models import Placement
from mori.placements.rules import InternKind

from . import queries
from .models import OfficePortal, PortalDay, PortalDuty
from .rules import PortalTerms, Wanted, wanted_in


@writing()
def set_portal(office_id: int, kind: InternKind, terms: PortalTerms) -> None:
    """Say what the portal of a kind of intern asks in an office; without a name there is none."""
    said = terms._asdict()
    OfficePortal.insert(office=office_id, kind=kind, **said).on_conflict(
        conflict_target=[OfficePortal.office, OfficePortal.kind], update=said
    ).execute()
    _drop_idle_duties(office_id, kind)


@writing()
def drop_portal(office_id: int, kind: InternKind) -> None:
    """Let what holds nationally hold in an office again."""
    OfficePortal.delete().where(
        OfficePortal.office == office_id, OfficePortal.kind == kind
    ).execute()
    _drop_idle_duties(office_id, kind)


def _drop_idle_duties(office_id: int, kind: InternKind) -> None:
    """Where there is no portal any more, nothing is left to be done in it."""
    if queries.portal_of(office_id, kind) is None:
        theirs = queries.ids_of_kind(office_id, kind)
        PortalDuty.delete().where(
            PortalDuty.office == office_id,
            PortalDuty.done_on.is_null(),
            PortalDuty.placement.in_(theirs),
        ).execute()


@writing()
def tick_day(entry: Entry, revision: int, at: dt.datetime) -> None:
    """Say that an entry, as it was in this revision, has been sent; once more changes nothing."""
    said = {"revision": revision, "at": at}
    PortalDay.insert(entry=entry.id, **said).on_conflict(
        conflict_target=[PortalDay.entry], update=said
    ).execute()


@writing()
def untick_day(entry: Entry) -> None:
    """Say that it has not been sent after all."""
    PortalDay.delete().where(PortalDay.entry == entry.id).execute()


@writing()
def tick_duty(duty: PortalDuty, person_id: int, day: dt.date) -> None:
    """Say that it is done in the portal; who said so first, and when, stays."""
    PortalDuty.update(done_by=person_id, done_on=day).where(
        PortalDuty.id == duty.id, PortalDuty.done_on.is_null()
    ).execute()


@writing()
def untick_duty(duty: PortalDuty) -> None:
    """Say that it is not done after all."""
    PortalDuty.update(done_by=None, done_on=None).where(PortalDuty.id == duty.id).execute()


def plan_duties(at: dt.datetime) -> None:
    """Have this month's duties stand as the portals, the rotation and the dates now ask."""
    for office in all_offices():
        today = local_date(at, office.zone)
        portals = queries.portals_of(office.id)
        for placement in queries.placements_in(office.id, portals, today) if portals else ():
            month, terms = today.replace(day=1), portals[placement.kind]
            wanted = wanted_in(month, terms, placement.starts_on, placement.ends_on)
            _plan(placement, month, wanted)


def _plan(placement: Placement, month: dt.date, wanted: list[Wanted]) -> None:
    known = {_said(each): each for each in queries.duties_in(placement.id, month)}
    stale = [each.id for said, each in known.items() if said not in wanted and not each.done_on]
    kept = {said[:3] for said, each in known.items() if each.id not in stale}
    fresh = [each for each in wanted if each[:3] not in kept]
    if stale or fresh:
        replace_duties(placement, stale, fresh)


@writing()
def replace_duties(placement: Placement, stale: list[int], fresh: list[Wanted]) -> None:
    """Drop what is asked no more and add what is; what was ticked meanwhile stays as it is."""
    PortalDuty.delete().where(PortalDuty.id.in_(stale), PortalDuty.done_on.is_null()).execute()
    for each in fresh:
        PortalDuty.insert(
            placement=placement.id, office=placement.office_id, **each._asdict()
        ).on_conflict_ignore().execute()


def _said(duty: PortalDuty) -> Wanted:
    return Wanted(duty.month, duty.duty, duty.number, duty.by)
