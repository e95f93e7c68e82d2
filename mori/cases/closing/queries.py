"""What is proposed about an alert, who may decide it, and what comes next for it."""

import datetime as dt

from peewee import fn

from mori.accounts.models import Person
from mori.core.db import literals
from mori.safeguarding.alerts.models import Alert, AlertEvent, Delivery, Tap
from mori.safeguarding.alerts.queries import excluded_from, may_handle, people_to_call
from mori.safeguarding.alerts.rules import TRIED_FOR, AlertState
from mori.safeguarding.following.queries import is_told_since, others_for
from mori.safeguarding.routing.queries import called_among, officers_at
from mori.safeguarding.routing.rules import Rung

from .models import Proposal, Reopening
from .rules import AGAIN_AFTER, REVIEW_EVERY, ProposalState, may_review

Decider = Person.alias("decider")
IS_OPEN = Proposal.state.in_(literals([ProposalState.OPEN]))


def proposal_on(alert: Alert) -> Proposal | None:
    """What waits for a second officer, unless something has happened since."""
    waiting = Proposal.select(Proposal, Person).join(Person, on=Proposal.proposer)
    return waiting.where(
        Proposal.alert == alert.id, IS_OPEN, Proposal.news == alert.news
    ).get_or_none()


def open_proposals(alert: Alert) -> list[Proposal]:
    """Whatever nobody has decided, also where something has happened since."""
    return list(Proposal.select().where(Proposal.alert == alert.id, IS_OPEN))


def proposal_named(alert: Alert, key: str) -> Proposal | None:
    return Proposal.get_or_none(Proposal.key == key, Proposal.alert == alert.id)


def proposals_over(alert: Alert) -> list[Proposal]:
    """All that was decided, the newest first, with who proposed and who decided."""
    rows = (
        Proposal.select(Proposal, Person, Decider)
        .join(Person, on=Proposal.proposer)
        .switch(Proposal)
        .left_outer_join(Decider, on=Proposal.decided_by)
        .where(Proposal.alert == alert.id)
        .order_by(Proposal.id.desc())
    )
    return [each for each in rows if not each.state.is_open]


def closing_of(alert: Alert) -> Proposal | None:
    """By what a closed alert was closed."""
    closing = Proposal.state.in_(literals([ProposalState.AGREED])) & (Proposal.alert == alert.id)
    found = next(iter(Proposal.select().where(closing).order_by(Proposal.id.desc()).limit(1)), None)
    return found if found and found.step.is_close else None


def reopenings_of(alert: Alert) -> list[Reopening]:
    rows = Reopening.select(Reopening, Person).left_outer_join(Person)
    return list(rows.where(Reopening.alert == alert.id).order_by(Reopening.id.desc()))


def is_proposed(token: str) -> bool:
    return Proposal.select().where(Proposal.token == token).exists()


def is_reopened(token: str) -> bool:
    return Reopening.select().where(Reopening.token == token).exists()


def lost_at(alert: Alert) -> dt.datetime | None:
    """Since when nobody reaches the person."""
    lost = AlertEvent.select().where(AlertEvent.alert == alert.id, AlertEvent.verb == "lose")
    last = lost.order_by(AlertEvent.id.desc()).limit(1)
    return next((event.at for event in last), None)


def may_take_part(alert: Alert, officer_id: int, at: dt.datetime) -> bool:
    """Whether somebody is an officer who was told of an alert and may still learn of it."""
    told = Delivery.select().where(Delivery.alert == alert.id, Delivery.officer == officer_id)
    is_free = officer_id not in excluded_from(alert, at)
    return is_free and bool(called_among([officer_id])) and told.exists()


def is_outside(alert: Alert, officer_id: int, proposer_id: int, at: dt.datetime) -> bool:
    """Whether an officer is of another office than the alert's, or keeps the nation's duty.

    Where no office is known, than that of whoever proposes.
    """
    rows = [each for each in officers_at(at) if each.person in (officer_id, proposer_id)]
    theirs = {each.office for each in rows if each.person == officer_id}
    ours = {alert.office_id} if alert.office_id else set[int | None]()
    ours = ours or {each.office for each in rows if each.person == proposer_id}
    is_national = any(each.is_national for each in rows if each.person == officer_id)
    return is_national or not (theirs & ours)


def second_for(proposal: Proposal, at: dt.datetime) -> Person | None:
    """Who is asked to decide: whoever was told before, or else comes next; outside if need be."""
    alert = proposal.alert
    others = others_for(alert, proposal.proposer_id, at)
    if needs_outside(proposal):
        others = [each for each in others if is_outside(alert, each, proposal.proposer_id, at)]
    return Person.get_by_id(others[0]) if others else None


def is_second_told(proposal: Proposal) -> bool:
    """Whether anybody who could decide was told of it; there may be none."""
    return is_told_since(proposal.alert, proposal.proposer_id, proposal.proposed_at)


def needs_outside(proposal: Proposal) -> bool:
    """Whether somebody from outside the office decides: of closing what nobody could ask."""
    return proposal.step.is_close and proposal.reason is not None and proposal.reason.is_unreached


def proposals_to_ask_again(at: dt.datetime) -> list[Proposal]:
    """Open ones that still count, of which nobody was reminded for a day."""
    rows = Proposal.select(Proposal, Alert).join(Alert)
    since = at - AGAIN_AFTER
    is_off = (Proposal.asked_at <= since) | (Proposal.asked_at > at + AGAIN_AFTER)
    return list(rows.where(IS_OPEN, is_off, Proposal.news == Alert.news).order_by(Proposal.id))


def to_review(at: dt.datetime) -> list[Alert]:
    """Alerts whose person nobody has reached for thirty days, and of which nobody was asked."""
    long_ago = (AlertEvent.verb == "lose") & (AlertEvent.at <= at - TRIED_FOR)
    lost = Alert.select().where(
        Alert.state.in_(literals([AlertState.UNREACHABLE])),
        fn.EXISTS(AlertEvent.select().where(AlertEvent.alert == Alert.id, long_ago)),
    )
    return [each for each in lost if may_review(lost_at(each), at) and not _was_asked(each, at)]


def _was_asked(alert: Alert, at: dt.datetime) -> bool:
    asked = AlertEvent.alert == alert.id, AlertEvent.verb == "review"
    lately = AlertEvent.at > at - REVIEW_EVERY, AlertEvent.at <= at + REVIEW_EVERY
    return AlertEvent.select().where(*asked, *lately).exists()


def reviewer_of(alert: Alert, at: dt.datetime) -> Person | None:
    """Whoever is first of those outside the office."""
    _called, everybody = people_to_call(alert, Rung.FIRST, at)
    holder = alert.acknowledged_by_id or 0
    outside = [each for each in everybody if is_outside(alert, each, holder, at)]
    return Person.get_by_id(outside[0]) if outside else None


def may_take_over(alert: Alert, at: dt.datetime) -> bool:
    """Whether somebody has to be found who looks after it."""
    return alert.state.is_followed and not may_handle(alert, at)


def is_one_persons(tap: Tap) -> bool:
    """Whether what becomes of the alert is about this tap alone: strangers may share one."""
    return bool(tap.alert.person_id) or Tap.select().where(Tap.alert == tap.alert_id).count() == 1
