"""Making a record of whoever finished an internship, and letting it follow their account."""

import datetime as dt

from flask_babel import lazy_gettext as _

from mori.accounts.models import Person
from mori.accounts.people.models import AccountEvent
from mori.accounts.people.rules import AccountChange
from mori.accounts.queries import person_by_id
from mori.alumni.finding.operations import refresh
from mori.core.db import writing
from mori.core.errors import Refused
from mori.offices.queries import all_offices
from mori.placements.models import Placement
from mori.placements.operations import hold_person
from mori.placements.queries import placement_by_id, spans_of
from mori.placements.rules import PlacementState

from ..counting.operations import count_answers
from ..finding.queries import hold_alumni
from ..models import Alumnus, AlumnusContact, AlumnusEvent, AlumnusStay, StayUnit
from ..queries import alumnus_by_id
from ..rules import AlumnusState, ContactKind
from . import queries
from .rules import name_columns, named

AT_ONCE = 20  # internships kept in one step
CHANGES = 1_000  # so many of the latest changes of accounts are looked at,
LATELY = dt.timedelta(days=7)  # as far back as this


@writing()
def keep_placement(placement: Placement, at: dt.datetime) -> Alumnus:
    """Give a finished internship its place in the record of whoever had it, once."""
    hold_person(placement.person_id)  # of two workers at once the second finds what the first made
    if kept := queries.stay_of_placement(placement.id):
        return _shown_as(alumnus_by_id(kept.alumnus_id))
    placement = placement_by_id(placement.id)
    if placement.state != PlacementState.FINISHED:
        raise Refused(_("Only an internship that was finished becomes part of a record."))
    person = person_by_id(placement.person_id)
    row = queries.own_row(person.id, placement.office_id) or _begin(person, placement, at)
    _add_stay(row, placement, at)
    if row.state != AlumnusState.ERASED:
        _add_contacts(row, person)
    refresh([row.id])
    count_answers([row.id])
    return _shown_as(alumnus_by_id(row.id))


def _shown_as(row: Alumnus) -> Alumnus:
    return alumnus_by_id(row.merged_into_id) if row.merged_into_id else row


def _begin(person: Person, placement: Placement, at: dt.datetime) -> Alumnus:
    made = Alumnus.create(
        office=placement.office_id,
        person=person.id,
        **name_columns(named(person.name)),
        locale=person.locale,
        made_at=at,
    )
    record(made.id, "begin", None, at)
    return made


def _add_stay(row: Alumnus, placement: Placement, at: dt.datetime) -> None:
    """The internship's own facts; of somebody erased no more than that it was one."""
    if row.state == AlumnusState.ERASED:
        AlumnusStay.create(alumnus=row.id, placement=placement.id)
        return
    stay = AlumnusStay.create(
        alumnus=row.id,
        placement=placement.id,
        institution=placement.institution_id,
        institution_written=placement.institution_typed,
        kind=placement.kind,
        starts=placement.starts_on.isoformat(),
        ends=placement.ends_on.isoformat(),
        year=placement.starts_on.year,
    )
    for unit_id in dict.fromkeys(span.unit_id for span in spans_of([placement.id])):
        StayUnit.create(stay=stay, unit=unit_id)
    record(row.id, "stay", None, at)


def _add_contacts(row: Alumnus, person: Person) -> None:
    for kind, value in ((ContactKind.PHONE, person.phone), (ContactKind.MAIL, person.email)):
        if value:
            add_contact(row.id, kind, value)


def add_contact(alumnus_id: int, kind: ContactKind, value: str) -> None:
    """Keep a number or an address; one that is there already stays as it is."""
    AlumnusContact.insert(alumnus=alumnus_id, kind=kind, value=value).on_conflict_ignore().execute()


def hold(alumnus_id: int) -> Alumnus:
    """A row lock until the transaction ends; returns the row as it is now."""
    hold_alumni([alumnus_id])
    return alumnus_by_id(alumnus_id)


def record(
    alumnus_id: int, verb: str, actor_id: int | None, at: dt.datetime, note: str = ""
) -> None:
    """Add what happened to a record's history."""
    AlumnusEvent.create(alumnus=alumnus_id, verb=verb, actor=actor_id, at=at, note=note[:300])


def keep_finished(at: dt.datetime) -> bool:
    """Keep a few internships that are in no record yet, those of before alumni were kept
    included; whether there were any.
    """
    for office in all_offices():
        if found := queries.placements_to_keep(office.id, AT_ONCE):
            for placement in found:
                keep_placement(placement, at)
            return True
    return False


def follow_accounts(at: dt.datetime) -> None:
    """Let records say what accounts say since they were corrected there: each change once, so
    that what an alumnus says of themselves later stays.
    """
    for event in queries.account_changes(at - LATELY, CHANGES):
        for row in queries.rows_of_person(event.person_id):
            _follow(row, event)


@writing()
def _follow(row: Alumnus, event: AccountEvent) -> None:
    row = hold(row.id)  # as it is by now: perhaps erased
    is_news = row.state != AlumnusState.ERASED and event.at > row.made_at
    if not is_news or queries.has_followed(row.id, event):
        return
    if event.change == AccountChange.NAME:
        _rename(row, event.after)
    else:
        kind = ContactKind.PHONE if event.change == AccountChange.PHONE else ContactKind.MAIL
        _replace_contact(row.id, kind, event.before, event.after)
    record(row.id, "follow", event.actor_id, event.at, str(event.change))
    refresh([row.id])


def _replace_contact(alumnus_id: int, kind: ContactKind, before: str, after: str) -> None:
    AlumnusContact.delete().where(
        AlumnusContact.alumnus == alumnus_id,
        AlumnusContact.kind == kind,
        AlumnusContact.value == before,
    ).execute()
    if after:
        add_contact(alumnus_id, kind, after)


def _rename(row: Alumnus, text: str) -> None:
    columns = name_columns(named(text))
    Alumnus.update(revision=Alumnus.revision + 1, **columns).where(Alumnus.id == row.id).execute()
