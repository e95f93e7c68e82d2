"""What somebody has said before anything happens, and what waits to be judged of a cancel."""

import json
from collections.abc import Collection

from mori.accounts.models import Person
from mori.accounts.queries import person_by_id, session_by_id
from mori.core import sealing

from ..alerts.models import Alert, AlertEvent, Tap
from ..alerts.rules import is_in_doubt
from .models import ContactWish, SafetyItem, SaidPin
from .rules import PinVerdict, SafetyKind, mail_allowed_in


def is_doubtful(person_id: int, session_id: int) -> bool:
    """Whether somebody else may have signed in as this person, with the help of staff."""
    began_at = session_by_id(session_id).began_at
    return is_in_doubt(person_by_id(person_id).doubted_since, began_at, began_at)


def kinds_kept(person_id: int) -> set[SafetyKind]:
    """What a person has said, without what another may have replaced."""
    kept = SafetyItem.select(SafetyItem.kind).where(
        SafetyItem.person == person_id, SafetyItem.replaced_at.is_null()
    )
    return {item.kind for item in kept}


def items_of(person_id: int, kinds: Collection[SafetyKind]) -> list[SafetyItem]:
    """What officers read of a person, the newest of each kind first.

    What was replaced counts as long as it is in doubt who replaced it.
    """
    found = (
        SafetyItem.select()
        .join(Person)
        .where(
            SafetyItem.person == person_id,
            SafetyItem.kind.in_(list(kinds)),
            SafetyItem.replaced_at.is_null() | Person.doubted_since.is_null(False),
        )
    )
    newest_first = found.order_by(SafetyItem.id.desc())
    return sorted(newest_first, key=lambda item: list(kinds).index(item.kind))


def mail_allowed_by(person_id: int, server: bytes) -> str:
    """Where MORI may write to somebody by itself; nowhere while it is in doubt who said so."""
    items = items_of(person_id, [SafetyKind.CONTACT])
    if person_by_id(person_id).doubted_since or not items:
        return ""
    try:
        written = json.loads(sealing.unseal(server, items[0].sealed))
    except (sealing.InvalidToken, ValueError):  # the server's key has changed since
        return ""
    return mail_allowed_in(written)


def tries_of(tap_id: int) -> int:
    """How often somebody has said of a tap that it was an accident."""
    return int(SaidPin.select().where(SaidPin.tap == tap_id).count())


def pin_to_judge() -> SaidPin | None:
    """What was typed first of all that is not judged yet, with its tap and alert."""
    waiting = SaidPin.select(SaidPin, Tap, Alert).join(Tap).join(Alert)
    return waiting.where(~SaidPin.is_judged).order_by(SaidPin.id).get_or_none()


def verdict_on(alert: Alert) -> str:
    """What the last PIN said of a cancel; a duress PIN counts whatever came after it."""
    verbs = [
        event.verb
        for event in AlertEvent.select(AlertEvent.verb)
        .where(AlertEvent.alert == alert.id, AlertEvent.verb.in_(list(PinVerdict)))
        .order_by(AlertEvent.id.desc())
    ]
    return PinVerdict.DURESS if PinVerdict.DURESS in verbs else next(iter(verbs), "")


def wish_of_tap(tap_id: int) -> ContactWish | None:
    return ContactWish.get_or_none(ContactWish.tap == tap_id)


def last_wish_on(alert_id: int) -> ContactWish | None:
    """How whoever called wants to be contacted, as they said it last."""
    return (
        ContactWish.select()
        .join(Tap)
        .where(Tap.alert == alert_id)
        .order_by(ContactWish.at.desc(), ContactWish.id.desc())
        .get_or_none()
    )
