"""Keeping what somebody says for their own safety, and judging what they said of a tap."""

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from mori.accounts.models import Person
from mori.core import sealing
from mori.core.db import writing
from mori.core.states import lock, try_move
from mori.core.vault.pins import NOBODYS, hashed_pin, is_pin

from ..alerts import letters, rules
from ..alerts.models import Alert, AlertEvent, Tap
from ..alerts.operations import mark_accident, note_news, tell
from ..alerts.queries import alert_by_id
from ..routing.rules import Rung
from . import queries
from .models import ContactWish, SafetyItem, SaidPin
from .rules import MOST_TRIES, ContactChoice, PinVerdict, SafetyKind, padded, unpadded, verdict_of


@writing()
def keep_item(
    person_id: int,
    kind: SafetyKind,
    sealed: str,
    session_id: int | None,
    at: dt.datetime,
    *,
    is_doubtful: bool,
) -> None:
    """Keep what somebody has said, in place of what they said before."""
    take_back(person_id, kind, session_id, at, is_doubtful=is_doubtful)
    SafetyItem.create(person=person_id, kind=kind, sealed=sealed, session=session_id, kept_at=at)


@writing()
def take_back(
    person_id: int, kind: SafetyKind, session_id: int | None, at: dt.datetime, *, is_doubtful: bool
) -> None:
    """Delete what somebody has said.

    Where somebody else may be signed in as them, what they had not written stays for officers.
    """
    lock(Person(id=person_id))  # of two at once one is first
    kept = (SafetyItem.person == person_id) & (SafetyItem.kind == kind)
    if not is_doubtful:
        SafetyItem.delete().where(kept).execute()
        return
    SafetyItem.delete().where(kept, SafetyItem.session == session_id).execute()
    still = kept & SafetyItem.replaced_at.is_null()
    SafetyItem.update(replaced_at=at).where(still).execute()


def sealed_pins(secret: bytes, pin: str, duress: str) -> str:
    """Both PINs as they are kept: hashed, and sealed as well."""
    return sealing.seal(secret, json.dumps([hashed_pin(pin), hashed_pin(duress)]))


@writing()
def cancel_tap(tap: Tap, sealed_pin: str, at: dt.datetime) -> None:
    """The person says it was an accident; what they typed is judged later, whatever it was."""
    mark_accident(tap, at)
    if queries.tries_of(tap.id) < MOST_TRIES:
        SaidPin.create(tap=tap.id, sealed=sealed_pin, at=at)


def sealed_pin(secret: bytes, typed: str) -> str:
    """What was typed, as long as any other and unread until it is judged."""
    return sealing.seal(secret, padded(typed))


def judge_pin(said: SaidPin, secret: bytes) -> PinVerdict | None:
    """Compare what was typed with both PINs; in no transaction, for it takes a while."""
    typed = unpadded(_unsealed(secret, said.sealed))
    pins = [pair for person in said.tap.alert.subject_ids for pair in _pins_of(secret, person)]
    compared = [_compare(typed, pair) for pair in pins or [(NOBODYS, NOBODYS)]]
    return verdict_of(
        typed,
        is_set=bool(pins),
        is_right=any(is_right for is_right, _ in compared),
        is_duress=any(is_duress for _, is_duress in compared),
    )


def _pins_of(secret: bytes, person_id: int) -> list[tuple[str, str]]:
    """The PIN and the duress PIN of a person; two pairs where it is in doubt who set the last."""
    items = queries.items_of(person_id, [SafetyKind.PINS])
    kept = filter(None, (_unsealed(secret, item.sealed) for item in items))
    return [tuple(json.loads(pair)) for pair in kept]


def _compare(typed: str, pair: tuple[str, str]) -> tuple[bool, bool]:
    """Both, always: the work says nothing of which it was."""
    right, duress = is_pin(typed, pair[0]), is_pin(typed, pair[1])
    return right, duress


def _unsealed(secret: bytes, sealed: str) -> str:
    """What was sealed; nothing if the server's key has changed since."""
    try:
        return sealing.unseal(secret, sealed)
    except sealing.InvalidToken:
        return ""


@writing()
def note_verdict(said: SaidPin, verdict: PinVerdict | None, at: dt.datetime, address: str) -> None:
    """Tell officers what to think of a cancel, and forget what was typed."""
    waits = SaidPin.update(is_judged=True, sealed="").where(SaidPin.id == said.id)
    if not waits.where(~SaidPin.is_judged).execute() or verdict is None:
        return
    lock(Alert(id=said.tap.alert_id))
    alert = alert_by_id(said.tap.alert_id)
    AlertEvent.create(alert=alert, verb=verdict, at=at)
    if verdict.is_duress:
        _go_wide(alert, at, address)


def _go_wide(alert: Alert, at: dt.datetime, address: str) -> None:
    """Call everybody who may be told, now, whatever the page says: the cancel was forced."""
    forced: dict[str, Any] = {"duress_at": alert.duress_at or at, "news": alert.news + 1}
    if verb := _verb_to_go_wide(alert):
        last = len(rules.LADDER)
        climbed_from = at - rules.step_at(last - 1).after
        due_at = rules.due_at(climbed_from, last, None)
        changes: dict[str, Any] = {"step": last, "climbed_from": climbed_from, "due_at": due_at}
        if verb == "reopen":
            changes["closed_at"] = None
            AlertEvent.create(alert=alert, verb=verb, at=at)
        try_move(alert, rules.MOVES, verb, **forced, **changes)
    else:  # somebody handles it, and goes on
        Alert.update(**forced).where(Alert.id == alert.id).execute()
    Alert.update(calls=Alert.calls + 1).where(Alert.id == alert.id).execute()
    alert = alert_by_id(alert.id)
    for officer in letters.people_called(alert, Rung.EVERYONE, at):
        tell(alert, officer, at, address, "duress")


def _verb_to_go_wide(alert: Alert) -> str:
    verbs: Sequence[str] = ("notify", "reopen")
    return next((verb for verb in verbs if alert.state in rules.MOVES[verb][0]), "")


@writing()
def choose_contact(tap: Tap, choice: ContactChoice, at: dt.datetime, address: str) -> None:
    """Keep how the person wants to be contacted now, and tell whoever handles it."""
    lock(Alert(id=tap.alert_id))
    before = queries.wish_of_tap(tap.id)
    if before and before.choice is choice:
        return
    ContactWish.insert(tap=tap.id, choice=choice, at=at).on_conflict_ignore().execute()
    ContactWish.update(choice=choice, at=at).where(ContactWish.tap == tap.id).execute()
    alert = alert_by_id(tap.alert_id)
    if alert.state.is_acknowledged or alert.state.is_followed:
        note_news(alert, "wish", at, address)
    else:  # whoever is called finds it on the call's page
        AlertEvent.create(alert=alert, verb="wish", at=at)
