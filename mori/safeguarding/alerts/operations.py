"""From a tap to an alert, and from rung to rung until somebody answers."""

import datetime as dt
from typing import Any

from flask_babel import lazy_gettext as _

from mori.accounts.models import Person
from mori.accounts.queries import session_by_digest
from mori.core.db import FIRST_WITHIN, writing
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile, lock, try_move
from mori.notifications import operations as outbox
from mori.notifications.models import Message

from ..circles.operations import renew_circle
from ..routing.rules import Rung
from . import letters, queries, rules
from .doubt_queries import is_doubted, who_tapped
from .event_operations import note_event
from .models import Alert, Delivery, Sending, Tap
from .rules import MOVES, AlertState, Tapper


@writing()
def replay_tap(record: dict[str, Any], address: str, at: dt.datetime) -> None:
    """Make an alert of a tap, or add it to the open one; the same tap twice is one."""
    if queries.is_replayed(record["token"]):
        return
    tapped_at = dt.datetime.fromtimestamp(record["at"], dt.UTC)
    who = who_tapped(record)
    if alert := queries.alert_joined_by(who, tapped_at):
        _call_again(alert, tapped_at, address)
    else:
        alert = _raise(who, tapped_at, letters.alert_key(record["token"]))
    phone_at = (said := record.get("phone_at")) and dt.datetime.fromtimestamp(said, dt.UTC)
    known = {name: record[name] for name in ("token", "code", "page")}
    known["session"] = session_by_digest(record["session"])
    tap = Tap.create(**known, alert=alert, at=tapped_at, phone_at=phone_at or None, replayed_at=at)
    if is_doubted(tap):
        note_event(alert, "doubt", tapped_at)


def _raise(who: Tapper, at: dt.datetime, key: str) -> Alert:
    alert = Alert.create(
        key=key,
        kind=who.kind,
        person=who.person,
        office=who.office,
        claimed_by_session=who.by_session,
        claimed_by_ticket=who.by_ticket,
        raised_at=at,
        climbed_from=at,
        due_at=at,
    )
    note_event(alert, "raise", at)
    _renew_circle(alert, at)
    return alert


def _renew_circle(alert: Alert, at: dt.datetime) -> None:
    """Who is kept out because of whom this person's calls are about, with today's officers."""
    if not alert.kind.is_rehearsed:
        is_closed = renew_circle(alert.whose, at)
        if is_closed != alert.is_closed_circle:
            Alert.update(is_closed_circle=is_closed).where(Alert.id == alert.id).execute()


def _call_again(alert: Alert, at: dt.datetime, address: str) -> None:
    """A further tap: more urgent, no longer marked as an accident, and reopened if need be."""
    more = {"urgency": Alert.urgency + 1, "news": Alert.news + 1, "accident_at": None}
    Alert.update(more).where(Alert.id == alert.id).execute()
    alert = queries.alert_by_id(alert.id)  # read after the update, which locks the row
    if alert.person_id:  # of strangers, one does not take back what another said
        Tap.update(accident_at=None).where(Tap.alert == alert.id).execute()
    note_event(alert, "again", at)
    match alert.state:
        case state if state.is_followed or state.is_closed:
            _move(alert, "reopen", step=0, climbed_from=at, due_at=at, closed_at=None)
            note_event(alert, "reopen", at)
        case AlertState.ACKNOWLEDGED:
            remind(alert, "again", at, address)
        case _:
            due_at = rules.due_at(alert.climbed_from, alert.step, None)
            Alert.update(due_at=due_at).where(Alert.id == alert.id).execute()


@writing()
def remind(alert: Alert, why: str, at: dt.datetime, address: str) -> None:
    """Tell whoever handles it of something new; of further taps once in ten minutes."""
    lock(alert)
    if why == "again" and queries.was_reminded(alert, at):
        return
    Alert.update(calls=Alert.calls + 1).where(Alert.id == alert.id).execute()
    _call(queries.alert_by_id(alert.id), Rung.FIRST, at, address, why)


@writing()
def climb_ladder(alert_id: int, at: dt.datetime, address: str) -> None:
    """Take the one step that is due on an alert; afterwards the next is due in the future."""
    alert = queries.alert_by_id(alert_id)
    if alert.due_at > at and not queries.is_put_off(alert, at):
        return
    match alert.state:
        case AlertState.ACKNOWLEDGED:
            _lapse(alert, at, address)
        case state if state.is_followed:
            _follow_up(alert, at, address)
        case _ if alert.step >= rules.WIDE and queries.is_confirmed_by_all(alert):
            _move(alert, "confirm", contacted_at=at, due_at=at + rules.FOLLOW_UP_EVERY)
        case _:
            _climb(alert, at, address)


@writing()
def call_on(alert_id: int, at: dt.datetime, address: str) -> None:
    """Of those called last every mailbox has refused the mail: the next is called at once."""
    alert = queries.alert_by_id(alert_id)
    _renew_circle(alert, at)
    officer = letters.next_reachable(alert, at)
    if not alert.state.is_unhandled or officer is None:
        return
    Alert.update(calls=Alert.calls + 1).where(Alert.id == alert.id).execute()
    note_event(alert, "notify", at)
    tell(queries.alert_by_id(alert.id), officer, at, address)


@writing()
def take_back(alert_id: int, at: dt.datetime, address: str) -> None:
    """Whoever handles it may not be told of it any more: on at once; who only left is replaced."""
    alert = queries.alert_by_id(alert_id)
    if alert.acknowledged_by_id is None or queries.may_handle(alert, at):
        return
    if alert.state.is_acknowledged:
        _lapse(alert, at, address)
    elif alert.acknowledged_by_id in queries.excluded_from(alert, at):
        call_anew(alert, "take_back", at, address)
    elif alert.state.is_followed:
        left = Alert.update(acknowledged_by=None, due_at=at).where(*_unchanged(alert))
        if left.execute():
            note_event(alert, "leave", at)


@writing()
def call_anew(
    alert: Alert, verb: str, at: dt.datetime, address: str, actor_id: int | None = None
) -> None:
    """Back to the first step of the ladder, which is taken at once; nobody handles it now."""
    clear = {"acknowledged_by": None, "acknowledged_at": None, "closed_at": None}
    moved = _move(alert, verb, step=0, climbed_from=at, due_at=at, news=alert.news + 1, **clear)
    if moved:
        note_event(moved, verb, at, actor_id)
        _climb(moved, at, address)


@writing()
def note_news(alert: Alert, verb: str, at: dt.datetime, address: str) -> None:
    """Something is new: what two were about to decide is void, and whoever handles it hears."""
    Alert.update(news=Alert.news + 1).where(Alert.id == alert.id).execute()
    note_event(alert, verb, at)
    remind(alert, verb, at, address)


def _climb(alert: Alert, at: dt.datetime, address: str) -> None:
    rung, step = rules.step_at(alert.step).calls, alert.step + 1
    climbed_from = rules.counts_from(alert.climbed_from, step, at)
    moved = _move(
        alert,
        "notify",
        step=step,
        calls=alert.calls + 1,
        climbed_from=climbed_from,
        due_at=rules.due_at(climbed_from, step, alert.held_back_at),
    )
    if moved:
        note_event(moved, "notify", at)
        _call(moved, rung, at, address)


def _lapse(alert: Alert, at: dt.datetime, address: str) -> None:
    """On at once: from the second officer, or the first if the one before is none any more."""
    stays = queries.may_handle(alert, at)
    step = rules.resumed_at(queries.lapses_of(alert)) if stays else 0
    climbed_from = at - rules.step_at(step).after
    moved = _move(alert, "lapse", step=step, climbed_from=climbed_from, due_at=at)
    if moved:
        note_event(moved, "lapse", at)
        _climb(moved, at, address)


def _follow_up(alert: Alert, at: dt.datetime, address: str) -> None:
    """Remind whoever looks after the person: nothing closes by itself."""
    later = Alert.update(calls=Alert.calls + 1, due_at=queries.next_look(alert, at))
    if later.where(*_unchanged(alert)).execute():
        note_event(alert, "try" if alert.state.is_unreachable else "follow_up", at)
        _call(queries.alert_by_id(alert.id), Rung.FIRST, at, address, "follow-up")


def _call(alert: Alert, rung: Rung, at: dt.datetime, address: str, why: str = "") -> None:
    _renew_circle(alert, at)
    for officer in letters.people_called(alert, rung, at):
        tell(alert, officer, at, address, why)


@writing()
def tell(
    alert: Alert, officer: Person, at: dt.datetime, address: str, why: str = ""
) -> dict[str, Message]:
    """Queue a message on every channel, by contact point; none says who called, or what."""
    told = Delivery.create(alert=alert, officer=officer, call=alert.calls, at=at)
    queued = {}
    for point, message in letters.waiting_messages(alert, officer, at, address, why):
        queued[point.key if point else ""] = posted = outbox.post_message(
            at=at, **message, is_urgent=True
        )
        if point is None:
            Delivery.update(message=posted).where(Delivery.id == told.id).execute()
        else:
            Sending.create(delivery=told, point=point, message=posted)
    return queued


@writing(FIRST_WITHIN, first=True)
def acknowledge_alert(alert: Alert, officer_id: int, at: dt.datetime) -> None:
    """An officer takes it on; it lapses unless a contact is confirmed in time. A drill ends."""
    verb = "end" if alert.kind.is_rehearsed else "acknowledge"
    taken = {"acknowledged_by": officer_id, "acknowledged_at": at}
    _decide(alert, verb, **taken, due_at=at + rules.CONTACT_WITHIN)
    note_event(alert, "acknowledge", at, officer_id)


@writing(FIRST_WITHIN, first=True)
def confirm_contact_as_officer(alert: Alert, officer_id: int, at: dt.datetime) -> None:
    """A second officer has made sure that the person was reached."""
    if alert.acknowledged_by_id is None:
        raise Refused(_("Nobody is handling this yet. Take it on first."))
    if alert.acknowledged_by_id == officer_id:
        raise Refused(_("You are handling this yourself: the person or another officer confirms."))
    _decide(alert, "confirm", contacted_at=at, due_at=at + rules.FOLLOW_UP_EVERY)
    note_event(alert, "confirm", at, officer_id)


@writing()
def confirm_contact_as_person(tap: Tap, at: dt.datetime) -> None:
    """The person says that they were reached; of several unknown people, each has to.

    Both officers are called first, whatever their phone says; after an accident it ends nothing.
    """
    alert = _marked(tap, confirmed_at=at)
    if alert is None or alert.state.is_held or alert.state.is_over or alert.accident_at:
        return
    if alert.person_id or queries.is_confirmed_by_all(alert):
        verb = "find" if alert.state.is_unreachable else "confirm"
        note_event(alert, verb, at)
        if not alert.state.is_unhandled or alert.step >= rules.WIDE:
            _decide(alert, verb, contacted_at=at, due_at=at + rules.FOLLOW_UP_EVERY)


@writing()
def mark_accident(tap: Tap, at: dt.datetime) -> None:
    """The person says it was an accident: it holds back the wide steps and changes nothing else."""
    alert = _marked(tap, accident_at=at)
    if alert is None:
        return
    note_event(alert, "accident", at)
    if alert.person_id or queries.is_accident_to_all(alert):
        changes: dict[str, Any] = {"accident_at": alert.accident_at or at}
        if alert.state.is_unhandled and not alert.duress_at:
            changes["due_at"] = rules.due_at(alert.climbed_from, alert.step, changes["accident_at"])
        Alert.update(changes).where(*_unchanged(alert)).execute()


def _marked(tap: Tap, **said: dt.datetime) -> Alert | None:
    """The tap's alert, its row locked, if this had not been said of the tap before."""
    field, at = next(iter(said.items()))
    unsaid = getattr(Tap, field).is_null()
    if not Tap.update({field: at}).where(Tap.id == tap.id, unsaid).execute():
        return None
    lock(Alert(id=tap.alert_id))
    return queries.alert_by_id(tap.alert_id)


def _unchanged(alert: Alert) -> tuple[Any, ...]:
    return Alert.id == alert.id, Alert.state == alert.state, Alert.calls == alert.calls


def _move(alert: Alert, verb: str, **changes: Any) -> Alert | None:
    """The alert after a step of the ladder, by compare-and-set; None if it had changed."""
    moved = try_move(alert, MOVES, verb, same=("calls",), **changes)
    return queries.alert_by_id(alert.id) if moved else None


def _decide(alert: Alert, verb: str, **changes: Any) -> None:
    """A move by a person, from whichever state the ladder has brought the alert to meanwhile."""
    if not try_move(alert, MOVES, verb, from_any=True, **changes):
        raise changed_meanwhile()
