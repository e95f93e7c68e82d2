"""What was decided takes effect: for whoever is accepted with account, link and placement."""

import datetime as dt
from typing import Any

from flask_babel import lazy_gettext as _

from mori.access.roles import Role
from mori.accounts.models import Person
from mori.accounts.operations import invite_person
from mori.accounts.people.operations import admit_again, admit_intern
from mori.accounts.queries import memberships_of, person_by_login
from mori.accounts.rules import normal_email, normal_phone, sought
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance, lock, try_move
from mori.offices.queries import units_of
from mori.placements.barred.queries import barred_for
from mori.placements.models import Placement
from mori.placements.rotation.operations import make_placement
from mori.placements.rotation.queries import supervisors_of
from mori.placements.rules import SpanPlan

from ..deciding import queries
from ..deciding.models import Decision
from ..deciding.rules import DECISION_MOVES, DecisionState
from ..models import Applicant, ApplicantEvent
from ..queries import applicant_by_id
from ..rules import MOVES
from ..telling.letters import Post, Told, invite, tell_decided
from ..ties.operations import bar_tied


def settle_due(post: Post, at: dt.datetime) -> None:
    """What can no longer be taken back takes effect, also where the background work is late."""
    for batch in queries.due_batches(at):
        settle_batch(batch, post, at)


@writing()
def settle_batch(batch: str, post: Post, at: dt.datetime) -> None:
    """Let what was decided together take effect, and tell whom it concerns."""
    told = []
    for decision in queries.decisions_in(batch):
        applicant = applicant_by_id(decision.applicant_id)
        lock(applicant)
        if not try_move(decision, DECISION_MOVES, "settle", from_any=True, holds=None):
            continue
        if trouble := _settle(decision, applicant, at):
            Decision.update(state=DecisionState.FAILED, trouble=trouble).where(
                Decision.id == decision.id
            ).execute()
            continue
        if decision.verb == "accept":
            place(decision.id, post, at)
        if decision.verb != "verify":
            told.append(Told(applicant_by_id(applicant.id), decision.verb, decision.note))
    tell_decided(told, batch, post, at)


def _settle(decision: Decision, applicant: Applicant, at: dt.datetime) -> str:
    """Move an applicant on; what keeps them from it."""
    changes: dict[str, Any] = {"since": at}
    if decision.verb == "accept":
        names = ("unit_id", "starts_on", "ends_on")
        unit, first, last = (getattr(decision, name) for name in names)
        changes |= {"unit": unit, "starts_on": first, "ends_on": last}
    try:
        with writing():
            note = decision.note or decision.over_why
            advance(applicant, MOVES, decision.verb, decision.actor_id, at, note, **changes)
    except Refused as refusal:
        return str(refusal)
    return ""


def place_ready(post: Post, at: dt.datetime) -> None:
    """Place those who were accepted before they had a name or could be reached."""
    for decision_id in queries.ready_to_place():
        place(decision_id, post, at)


@writing()
def place(decision_id: int, post: Post, at: dt.datetime) -> None:
    """Make person, invitation and placement, all or none; what stands in the way is kept."""
    decision = queries.decision_by_id(decision_id)
    applicant = applicant_by_id(decision.applicant_id)
    if not (applicant.name and (applicant.email or applicant.phone)) or applicant.placement_id:
        return
    try:
        with writing():
            _place(decision, applicant, post, at)
    except Refused as refusal:
        Decision.update(trouble=str(refusal)).where(Decision.id == decision_id).execute()


def _place(decision: Decision, applicant: Applicant, post: Post, at: dt.datetime) -> None:
    if not lock(applicant, "state"):
        return
    person, is_new = _person_for(applicant, decision.actor_id, at)
    application, starts_on, ends_on = applicant.application, decision.starts_on, decision.ends_on
    if not (starts_on and ends_on and decision.unit_id and decision.supervisor_id):
        raise Refused(_("Choose the unit, the supervisor and both days."))
    bar_tied(applicant, person.id, at)
    supervisor_id = _supervisor_for(decision, person.id)
    placement = make_placement(
        person_id=person.id,
        office_id=applicant.office_id,
        kind=application.kind,
        programme=applicant.programme or application.programme,
        institution=_institution_of(applicant),
        which=application.institution.key if application.institution else "",
        starts_on=starts_on,
        ends_on=ends_on,
        spans=[SpanPlan(decision.unit_id, starts_on, ends_on, supervisor_id)],
        actor_id=decision.actor_id,
        at=at,
        token=f"applicant {applicant.key}",
    )
    _keep(applicant, placement, decision.actor_id, at)
    token = invite_person(person, at, decision.actor_id) if is_new else ""
    units = {each.id: each.name for each in units_of(applicant.office_id, closed=True)}
    invite(applicant, person, token, units.get(decision.unit_id, ""), post, at)


def _supervisor_for(decision: Decision, person_id: int) -> int:
    """Whom the decision names, unless they are kept apart by now: then another one of the unit."""
    never = barred_for(person_id)
    if decision.supervisor_id and decision.supervisor_id not in never:
        return decision.supervisor_id
    members = supervisors_of(decision.office_id)
    here = (each.person_id for each in members if each.unit_id == decision.unit_id)
    for other in here:
        if other not in never:
            return other
    raise Refused(
        _(
            "A conflict of interest is noted, and nobody else supervises in this unit. Let "
            "somebody else supervise there, then try again to place."
        )
    )


def _institution_of(applicant: Applicant) -> str:
    application = applicant.application
    found = application.institution
    return found.standing.name if found else application.institution_typed


def _keep(
    applicant: Applicant, placement: Placement, actor_id: int | None, at: dt.datetime
) -> None:
    Applicant.update(placement=placement.id).where(Applicant.id == applicant.id).execute()
    ApplicantEvent.create(applicant=applicant.id, verb="place", actor=actor_id, at=at)


def _person_for(applicant: Applicant, actor_id: int | None, at: dt.datetime) -> tuple[Person, bool]:
    """Who that is, and whether they need a link: somebody known by this contact, or new."""
    phone, email = normal_phone(applicant.phone), normal_email(applicant.email)
    known = (person_by_login(email) if email else None) or (
        person_by_login(phone) if phone else None
    )
    if known is None:
        if not (phone or email):
            raise Refused(_("Write a mobile number or an e-mail by which they sign in."))
        return admit_intern(applicant.office_id, applicant.name, phone, email, actor_id, at), True
    roles = {each.role for each in memberships_of(known.id)}
    if known.name_folded != sought(applicant.name) or roles - {Role.INTERN} or not known.is_active:
        raise Refused(
            _(
                "Somebody else signs in with this number or e-mail already. Ask %(name)s for "
                "one of their own.",
                name=applicant.name,
            )
        )
    admit_again(known, applicant.office_id, actor_id, at)
    return known, not known.password_hash
