"""Who has waited too long, and of whom nothing is kept any more."""

import datetime as dt

from mori.accounts.queries import contacts_taken
from mori.core.db import literals

from ..models import Applicant, Application
from ..rules import UNDECIDED, ApplicantState
from .rules import AT_ONCE, KEPT_FOR, LEFT_FOR, OVER


def to_expire(at: dt.datetime) -> list[Applicant]:
    """Drafts and papers asked for that nobody came back to; whose days are over undecided."""
    left = at - LEFT_FOR
    rows = Applicant.select(Applicant, Application).join(Application)
    forgotten = (Applicant.state == ApplicantState.DRAFT) & (Application.changed_at < left)
    unanswered = (Applicant.state == ApplicantState.INCOMPLETE) & (Applicant.since < left)
    undecided = Applicant.state.in_(literals(UNDECIDED)) & (Application.ends_on < at.date())
    found = rows.where(forgotten | unanswered | undecided)
    return list(found.order_by(Applicant.id).limit(AT_ONCE))


def to_erase(at: dt.datetime) -> list[Applicant]:
    """Those that came to nothing so long ago; whoever was placed is an intern and is kept."""
    found = Applicant.select().where(
        Applicant.state.in_(literals(OVER)),
        Applicant.since < at - KEPT_FOR,
        Applicant.erased_at.is_null(),
        Applicant.placement.is_null(),
    )
    return list(found.order_by(Applicant.id).limit(AT_ONCE))


def has_unerased(application_id: int) -> bool:
    rows = Applicant.select().where(
        Applicant.application == application_id, Applicant.erased_at.is_null()
    )
    return rows.exists()


def others_kept(applicant: Applicant) -> bool:
    """Whether something is kept of anybody else in the same application."""
    rows = Applicant.select().where(
        Applicant.application == applicant.application_id,
        Applicant.erased_at.is_null(),
        Applicant.id != applicant.id,
    )
    return rows.exists()


def application_by_id(application_id: int) -> Application:
    return Application.get_by_id(application_id)


def addresses_free(addresses: set[str]) -> set[str]:
    """Those that no account and no application that is kept has."""
    kept = Applicant.select(Applicant.email).where(Applicant.email.in_(addresses))
    of_letters = Application.select(Application.email).where(Application.email.in_(addresses))
    used = {row.email for row in (*kept, *of_letters)}
    return addresses - used - contacts_taken(addresses)
