"""Nothing leaves a case without the person's yes for this call and this partner."""

import datetime as dt
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _

from mori.core import sealing
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance, lock
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.rules import OVER
from mori.safeguarding.audit.operations import record
from mori.safeguarding.following.operations import tell_second

from ..entries.operations import add_entry
from ..entries.queries import entry_by_token
from ..entries.rules import EntryKind
from ..holders.operations import tell_holders
from ..queries import today_of
from ..tasks.operations import make_task, settle_task
from ..tasks.rules import CaseTaskKind
from . import queries
from .models import Referral
from .rules import MOVES, Passed, ReferralState, packed


class Offer(NamedTuple):
    """What would be passed on, to whom, and on which day."""

    partner: str
    what: list[Passed]
    to_whom: str
    on_day: dt.date


@writing()
def offer_referral(
    alert: Alert, officer_id: int, offer: Offer, token: str, server: bytes, at: dt.datetime
) -> None:
    """Put before the person what would be passed on, and to whom; nothing is, before their yes."""
    if queries.is_offered(token):
        return
    _require_case(alert)
    if offer.on_day < today_of(alert, at):
        raise Refused(_("Choose today or a later day."))
    lock(alert)
    Referral.create(
        token=token,
        alert=alert,
        partner=offer.partner,
        what=packed(offer.what),
        sealed=sealing.seal(server, offer.to_whom),
        on_day=offer.on_day,
        offered_by=officer_id,
        offered_at=at,
    )
    record("offer", alert.key, officer_id, at)


def _require_case(alert: Alert) -> None:
    if alert.kind.is_rehearsed or alert.state in OVER:
        raise Refused(_("There is no case here that goes on."))


@writing()
def answer_referral(referral: Referral, verb: str, address: str, at: dt.datetime) -> None:
    """The person says yes or no on their own page, or takes a yes back; the holders hear of it."""
    before = referral.state
    advance(referral, MOVES, verb, None, at)
    _follow(referral, verb, before, at)
    tell_holders(referral.alert, at, address, "referral")


@writing()
def note_answer(
    referral: Referral, verb: str, officer_id: int, address: str, at: dt.datetime
) -> None:
    """What the person told an officer by a safe contact: only a yes needs a second officer."""
    before = referral.state
    if verb == "confirm" and officer_id == referral.noted_by_id:
        raise Refused(_("Another officer confirms what you have noted."))
    noted: dict[str, Any] = {"noted_by": officer_id} if verb == "note_yes" else {}
    advance(referral, MOVES, verb, officer_id, at, **noted)
    record(verb.replace("_", " "), referral.alert.key, officer_id, at)
    _follow(referral, verb, before, at)
    if verb == "note_yes":
        tell_second(referral.alert, officer_id, at, address)


def _follow(referral: Referral, verb: str, before: ReferralState, at: dt.datetime) -> None:
    """The next step of what was answered, with its day."""
    today = today_of(referral.alert, at)
    if verb in ("agree", "confirm"):
        due_on = max(today, referral.on_day)
        make_task(referral.alert, CaseTaskKind.PASS_ON, due_on, f"yes {referral.id}", at)
    if verb == "withdraw":
        settle_task(referral.alert, f"yes {referral.id}", None, at)
    if verb == "withdraw" and before.is_passed_on:
        make_task(referral.alert, CaseTaskKind.RECALL, today, f"withdrawn {referral.id}", at)


@writing()
def pass_on_referral(
    referral: Referral, officer_id: int, note: str, token: str, server: bytes, at: dt.datetime
) -> None:
    """Note that what was agreed has been passed on; without the person's yes it is refused.

    Other words of theirs afterwards, say corrected ones, are kept as well.
    """
    alert = referral.alert
    if entry_by_token(token):
        return
    _require_case(alert)
    if not (referral.state.is_agreed or queries.is_passed_on_by(referral, officer_id)):
        raise Refused(_("Without the person's yes for this call nothing is passed on."))
    if referral.state.is_agreed:
        advance(referral, MOVES, "pass_on", officer_id, at)
        settle_task(alert, f"yes {referral.id}", officer_id, at)
    add_entry(alert, EntryKind.REFERRAL, note, officer_id, token, server, at)
