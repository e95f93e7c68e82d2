"""Applications as whoever wrote them sees them."""

import datetime as dt
from collections.abc import Collection

from mori.offices.models import Office, Unit

from ..models import Applicant, ApplicantEvent, Application, ApplicationEvent, Opening
from ..rules import ApplicantState
from .models import ApplyingTry


def application_by_key(key: str) -> Application | None:
    """An application with its office and its opening; one that was erased is not there."""
    return (
        Application.select(Application, Office, Opening)
        .join(Office)
        .switch(Application)
        .left_outer_join(Opening)
        .where(Application.key == key, Application.erased_at.is_null())
        .get_or_none()
    )


def applicants_of(application_id: int) -> list[Applicant]:
    """All of an application, each with the unit, in their order."""
    return list(
        Applicant.select(Applicant, Unit)
        .left_outer_join(Unit)
        .where(Applicant.application == application_id)
        .order_by(Applicant.position, Applicant.id)
    )


def applicant_in(application_id: int, key: str) -> Applicant | None:
    """One of an application's own."""
    return Applicant.get_or_none(Applicant.application == application_id, Applicant.key == key)


def applicant_events(ids: Collection[int]) -> list[ApplicantEvent]:
    return list(
        ApplicantEvent.select()
        .where(ApplicantEvent.applicant.in_(list(ids)))
        .order_by(ApplicantEvent.id)
    )


def application_events(application_id: int) -> list[ApplicationEvent]:
    return list(
        ApplicationEvent.select()
        .where(ApplicationEvent.application == application_id)
        .order_by(ApplicationEvent.id)
    )


def last_asked(applicant_id: int) -> ApplicantEvent | None:
    """What an applicant was last asked for."""
    return (
        ApplicantEvent.select()
        .where(ApplicantEvent.applicant == applicant_id, ApplicantEvent.verb == "ask")
        .order_by(ApplicantEvent.id.desc())
        .limit(1)
        .get_or_none()
    )


def nameless_places(application_id: int) -> list[Applicant]:
    """Places that were granted and have no name yet."""
    return list(
        Applicant.select()
        .where(
            Applicant.application == application_id,
            Applicant.state == ApplicantState.ACCEPTED,
            Applicant.name == "",
        )
        .order_by(Applicant.position, Applicant.id)
    )


def tries_since(subject: str, since: dt.datetime, most: int) -> list[dt.datetime]:
    """When a stranger began something of late, the latest first."""
    found = (
        ApplyingTry.select(ApplyingTry.at)
        .where(ApplyingTry.subject == subject, ApplyingTry.at > since)
        .order_by(ApplyingTry.at.desc())
        .limit(most)
    )
    return [each.at for each in found]
