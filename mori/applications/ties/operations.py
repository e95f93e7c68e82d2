"""Whom of the office an applicant is tied to: they are kept apart from then on."""

import datetime as dt

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile, lock
from mori.placements.barred.operations import bar_person

from ..models import Applicant
from ..queries import applicant_by_id
from . import queries
from .models import ApplicantTie


@writing()
def note_tie(applicant: Applicant, person_id: int, actor_id: int, at: dt.datetime) -> None:
    """Say who is meant; the same one twice is one."""
    _hold(applicant)
    if person_id not in {each.id for each in queries.people_to_tie(applicant.office_id)}:
        raise Refused(_("Choose somebody of this office."))
    ApplicantTie.insert(
        applicant=applicant.id, person=person_id, noted_by=actor_id, noted_at=at
    ).on_conflict_ignore().execute()


@writing()
def drop_tie(applicant: Applicant, key: str) -> None:
    """Somebody else was meant."""
    _hold(applicant)
    ApplicantTie.delete().where(
        ApplicantTie.applicant == applicant.id, ApplicantTie.key == key
    ).execute()


def _hold(applicant: Applicant) -> None:
    """Whoever is placed has their conflicts of interest among the interns' own."""
    lock(applicant)
    fresh = applicant_by_id(applicant.id)
    if fresh.placement_id or fresh.erased_at:
        raise changed_meanwhile()


def require_untied(applicant: Applicant, supervisor_id: int) -> None:
    """Refuse a supervisor whom a coordinator has named as tied to them."""
    if supervisor_id in queries.people_tied([applicant.id])[applicant.id]:
        raise Refused(
            _(
                "A conflict of interest is noted: choose somebody else to supervise %(name)s.",
                name=applicant.name or _("a place without a name"),
            )
        )


@writing()
def bar_tied(applicant: Applicant, intern_id: int, at: dt.datetime) -> None:
    """Keep them apart as intern and staff, in the transaction that makes the placement."""
    for tie in queries.ties_of(applicant.id):
        if tie.person_id != intern_id:
            bar_person(applicant.office_id, intern_id, tie.person_id, "", tie.noted_by_id, at)


@writing()
def forget_ties(applicant_id: int) -> None:
    """Erase them with whatever else is erased of somebody."""
    ApplicantTie.delete().where(ApplicantTie.applicant == applicant_id).execute()
