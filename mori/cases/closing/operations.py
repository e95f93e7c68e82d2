"""What two decide about a call: no single officer puts it off, and none ends it."""

import datetime as dt
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile, lock, try_move
from mori.safeguarding.alerts import operations as alerts
from mori.safeguarding.alerts.event_operations import note_event
from mori.safeguarding.alerts.models import Alert, Tap
from mori.safeguarding.alerts.queries import alert_by_id, may_handle, next_look
from mori.safeguarding.alerts.rules import MOVES
from mori.safeguarding.following.operations import look_after, tell_of_task

from . import queries
from .models import Proposal, Reopening
from .rules import PROPOSAL_MOVES, Consent, Reason, Step, may_review, reasons_from, steps_from


class Proposed(NamedTuple):
    """What one officer proposes."""

    step: Step
    reason: Reason | None = None
    consent: Consent | None = None


@writing()
def propose(
    alert: Alert, what: Proposed, officer_id: int, token: str, at: dt.datetime, address: str
) -> None:
    """Put a step before a second officer, who is told; what was proposed before is void."""
    if queries.is_proposed(token):
        return
    alert = _locked(alert, officer_id, at)
    _require_complete(alert, what, at)
    for older in queries.open_proposals(alert):
        try_move(older, PROPOSAL_MOVES, "lapse")
    proposal = Proposal.create(
        token=token,
        alert=alert,
        **what._asdict(),
        proposer=officer_id,
        news=alert.news,
        proposed_at=at,
        asked_at=at,
    )
    note_event(alert, "propose", at, officer_id)
    _ask_second(proposal, at, address)


def _require_complete(alert: Alert, what: Proposed, at: dt.datetime) -> None:
    if what.step not in steps_from(alert.state):
        raise changed_meanwhile()
    if not what.step.is_close:
        return
    if what.reason not in reasons_from(alert.state):
        raise Refused(_("Choose why it is closed."))
    if alert.state.is_unreachable:
        if not may_review(queries.lost_at(alert), at):
            raise Refused(_("Go on trying for thirty days first."))
    elif what.consent is None:
        raise Refused(_("Say how the person agreed to closing."))


@writing()
def ask_again(proposal: Proposal, at: dt.datetime, address: str) -> None:
    """Remind whoever is to decide."""
    asked = Proposal.update(asked_at=at).where(
        Proposal.id == proposal.id, Proposal.asked_at == proposal.asked_at
    )
    if asked.execute():
        _ask_second(proposal, at, address)


def _ask_second(proposal: Proposal, at: dt.datetime, address: str) -> None:
    if second := queries.second_for(proposal, at):
        tell_of_task(proposal.alert, [second.id], at, address, "decide")


@writing()
def ask_reviewer(alert: Alert, at: dt.datetime, address: str) -> None:
    """Ask somebody from outside the office to look at a call whose person nobody reaches."""
    note_event(alert, "review", at)
    if reviewer := queries.reviewer_of(alert, at):
        tell_of_task(alert, [reviewer.id], at, address, "decide")


@writing()
def agree(alert: Alert, proposal: Proposal, officer_id: int, at: dt.datetime) -> None:
    """A second officer agrees, and it is done."""
    alert = _locked(alert, officer_id, at)
    if proposal.news != alert.news:
        raise Refused(_("Something has happened since it was proposed. Look again."))
    _require_second(alert, proposal, officer_id, at)
    _decide(proposal, "agree", officer_id, at)
    _take(alert, proposal, at)
    note_event(alert, proposal.step.verb, at, officer_id)


def _require_second(alert: Alert, proposal: Proposal, officer_id: int, at: dt.datetime) -> None:
    if proposal.proposer_id == officer_id:
        raise Refused(_("You proposed this yourself: a second officer decides."))
    if not queries.may_take_part(alert, proposal.proposer_id, at):
        raise Refused(_("Whoever proposed it may not decide here any more. Propose it anew."))
    if queries.needs_outside(proposal) and not queries.is_outside(
        alert, officer_id, proposal.proposer_id, at
    ):
        raise Refused(_("Somebody from outside the office decides this."))
    if proposal.consent == Consent.PAGE and proposal.step.is_close and not proposal.consented_at:
        raise Refused(_("The person has not answered yet on the page after the tap."))


def _take(alert: Alert, proposal: Proposal, at: dt.datetime) -> None:
    """The alert's own move; whoever proposed looks after it where nobody does."""
    changes: dict[str, Any] = {"closed_at": at} if proposal.step.is_close else {}
    if proposal.step is Step.FIND:
        changes |= {"contacted_at": at}
    if not may_handle(alert, at):
        changes |= {"acknowledged_by": proposal.proposer_id, "acknowledged_at": at}
    then = alert_by_id(alert.id)
    then.state = MOVES[proposal.step.verb][1]
    due_at = at if then.state.is_over else next_look(then, at)
    if not try_move(alert, MOVES, proposal.step.verb, same=("news",), due_at=due_at, **changes):
        raise changed_meanwhile()


@writing()
def decline(
    alert: Alert, proposal: Proposal, officer_id: int, why_not: str, at: dt.datetime
) -> None:
    """A second officer does not agree; ``why_not`` is sealed."""
    alert = _locked(alert, officer_id, at)
    if proposal.proposer_id == officer_id:
        raise Refused(_("You proposed this yourself: a second officer decides."))
    _decide(proposal, "decline", officer_id, at, why_not=why_not)
    note_event(alert, "decline", at, officer_id)


@writing()
def withdraw(alert: Alert, proposal: Proposal, officer_id: int, at: dt.datetime) -> None:
    """Whoever proposed it takes it back."""
    alert = _locked(alert, officer_id, at)
    if proposal.proposer_id != officer_id:
        raise changed_meanwhile()
    _decide(proposal, "withdraw", officer_id, at)
    note_event(alert, "withdraw", at, officer_id)


def _decide(
    proposal: Proposal, verb: str, officer_id: int, at: dt.datetime, **changes: Any
) -> None:
    decided: dict[str, Any] = {"decided_by": officer_id, "decided_at": at}
    if not try_move(proposal, PROPOSAL_MOVES, verb, same=("news",), **decided, **changes):
        raise changed_meanwhile()


@writing()
def take_over(alert: Alert, officer_id: int, at: dt.datetime) -> None:
    """Look after a call that nobody looks after any more."""
    alert = _locked(alert, officer_id, at)
    if not queries.may_take_over(alert, at):
        raise changed_meanwhile()
    look_after(alert, officer_id, at)
    note_event(alert, "take_over", at, officer_id)


@writing()
def reopen(
    alert: Alert, officer_id: int, reason: str, token: str, at: dt.datetime, address: str
) -> None:
    """An officer knows something new: officers are called as at the beginning."""
    if queries.is_reopened(token):
        return
    alert = _locked(alert, officer_id, at)
    if not alert.state.is_closed:
        raise changed_meanwhile()
    Reopening.create(token=token, alert=alert, officer=officer_id, reason=reason, at=at)
    alerts.call_anew(alert, "reopen", at, address, officer_id)


@writing()
def reopen_as_person(tap: Tap, at: dt.datetime, address: str) -> None:
    """The person needs help again; said twice, it is once."""
    lock(tap.alert)
    alert = alert_by_id(tap.alert_id)
    if not alert.state.is_closed or not queries.is_one_persons(tap):
        return
    token = f"{tap.code} {alert.news}"
    Reopening.create(token=token, alert=alert, at=at)
    alerts.call_anew(alert, "reopen", at, address)


@writing()
def answer_as_person(tap: Tap, *, agrees: bool, at: dt.datetime, address: str) -> None:
    """What the person says to closing; who still needs help has decided it."""
    lock(tap.alert)
    alert = alert_by_id(tap.alert_id)
    proposal = queries.proposal_on(alert)
    if proposal is None or not proposal.step.is_close or not queries.is_one_persons(tap):
        return
    if not agrees:
        try_move(proposal, PROPOSAL_MOVES, "decline", refused_at=at, decided_at=at)
        alerts.note_news(alert, "refuse", at, address)
    elif proposal.consented_at is None:
        Proposal.update(consented_at=at).where(Proposal.id == proposal.id).execute()
        note_event(alert, "consent", at)
        _ask_second(proposal, at, address)


def _locked(alert: Alert, officer_id: int, at: dt.datetime) -> Alert:
    """The alert as it is now, held: of two officers one is first, and who was shut out is late."""
    lock(alert)
    alert = alert_by_id(alert.id)
    if alert.kind.is_rehearsed or not queries.may_take_part(alert, officer_id, at):
        raise changed_meanwhile()
    return alert
