"""The inbox of a coordinator: who asks for a place, in which state, and what has happened."""

from collections import Counter
from typing import Any

from peewee import Select, fn

from mori.accounts.models import Person
from mori.core.compiled import COUNTED
from mori.core.db import contains, db, literals
from mori.institutions.models import Institution
from mori.offices.models import Office, Unit
from mori.placements.models import Placement

from .models import (
    Applicant,
    ApplicantEvent,
    Application,
    ApplicationEvent,
    ApplicationSetting,
    Opening,
)
from .rules import REPLY_WITHIN, UNDECIDED, ApplicantState

PAGE = 30


def setting_of(office_id: int) -> ApplicationSetting:
    found: ApplicationSetting | None = ApplicationSetting.get_or_none(
        ApplicationSetting.office == office_id
    )
    return found or ApplicationSetting(office=office_id, reply_within=REPLY_WITHIN, revision=0)


def reply_within(office_id: int) -> int:
    """Within how many working days an office replies."""
    return setting_of(office_id).reply_within


def longest_reply(office_ids: list[int]) -> int:
    """Within how many working days each of several offices replies, whichever it is."""
    longest = ApplicationSetting.select(fn.MAX(ApplicationSetting.reply_within)).where(
        ApplicationSetting.office.in_(office_ids)
    )
    return max(REPLY_WITHIN, longest.scalar() or 0)


def application_to_read(key: str) -> Application | None:
    """One that was sent, with its office and where it comes from; drafts are nobody's yet."""
    return (
        Application.select(Application, Office, Institution, Person)
        .join(Office)
        .switch(Application)
        .left_outer_join(Institution)
        .switch(Application)
        .left_outer_join(Person, on=Application.entered_by)
        .where(Application.key == key, Application.sent_at.is_null(False))
        .get_or_none()
    )


def application_by_token(token: str) -> Application | None:
    return Application.get_or_none(Application.token == token)


def applicant_to_read(key: str) -> Applicant | None:
    """One of an application that was sent."""
    found: Applicant | None = (
        _applicants().where(Applicant.key == key, Application.sent_at.is_null(False)).get_or_none()
    )
    return found


def applicants_in(application_id: int) -> list[Applicant]:
    """The places that an application asks for, with where each of them led."""
    rows = _applicants().where(Applicant.application == application_id)
    return list(rows.order_by(Applicant.position, Applicant.id))


def applicants_keyed(office_id: int, keys: list[str]) -> list[Applicant]:
    """Those of an office that were chosen, in the order of their applications."""
    rows = _applicants().where(Applicant.key.in_(keys), Applicant.office == office_id)
    return list(rows.order_by(Applicant.application, Applicant.position, Applicant.id))


def applicant_by_id(applicant_id: int) -> Applicant:
    found: Applicant = _applicants().where(Applicant.id == applicant_id).get()
    return found


def _applicants() -> Any:
    return (
        Applicant.select(Applicant, Application, Office, Institution, Opening, Unit, Placement)
        .join(Application)
        .join(Office)
        .switch(Application)
        .left_outer_join(Institution)
        .switch(Application)
        .left_outer_join(Opening)
        .switch(Applicant)
        .left_outer_join(Unit, on=Applicant.unit)
        .switch(Applicant)
        .left_outer_join(Placement)
    )


def applicants_of(
    office_id: int, state: ApplicantState, search: str = "", after: tuple[int] | None = None
) -> list[Applicant]:
    """An office's applicants in a state, whoever waits longest first; a page and one more."""
    rows = (
        _applicants()
        .where(Applicant.office == office_id, Applicant.state.in_(literals([state])))
        .order_by(Applicant.id)
        .limit(PAGE + 1)
    )
    if search:
        sought = search.lower()
        columns = (Applicant.name, Application.institution_typed, Application.letter_number)
        said = [contains(fn.LOWER(each), sought) for each in columns]
        rows = rows.where(said[0] | said[1] | said[2])
    if after:
        rows = rows.where(Applicant.id > after[0])
    return list(rows)


def undecided_counts(office_id: int) -> dict[str, int]:
    """State → how many of an office are in it, of those that wait for a decision; counted as far
    as ``COUNTED`` and one more.
    """
    parts = [_some_in(office_id, literals([state])[0]).alias(state.value) for state in UNDECIDED]
    found: Any = Select([parts[0]], [parts[0].c.state])
    for part in parts[1:]:
        found = found.union_all(Select([part], [part.c.state]))
    return Counter(row[0] for row in db.execute(found))


def _some_in(office_id: int, state: Any) -> Any:
    return (
        Applicant.select(Applicant.state)
        .where(Applicant.office == office_id, Applicant.state == state)
        .limit(COUNTED + 1)
    )


def events_of_applicants(application_id: int) -> list[ApplicantEvent]:
    """What happened to all of an application's places, the latest first."""
    rows = (
        ApplicantEvent.select(ApplicantEvent, Applicant, Person)
        .join(Applicant)
        .switch(ApplicantEvent)
        .left_outer_join(Person)
        .where(Applicant.application == application_id)
    )
    return list(rows.order_by(ApplicantEvent.id.desc()).limit(200))


def events_of_application(application_id: int) -> list[ApplicationEvent]:
    rows = (
        ApplicationEvent.select(ApplicationEvent, Person)
        .left_outer_join(Person)
        .where(ApplicationEvent.application == application_id)
    )
    return list(rows.order_by(ApplicationEvent.id.desc()))
