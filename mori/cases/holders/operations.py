"""Taking part in a case, handing one's part over, and leaving it."""

import datetime as dt

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import changed_meanwhile, lock
from mori.safeguarding.alerts.letters import people_called
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.rules import OVER
from mori.safeguarding.audit.operations import record
from mori.safeguarding.following.operations import look_after, tell_of_task
from mori.safeguarding.routing.rules import Rung

from ..entries.operations import add_entry
from ..entries.rules import EntryKind
from ..keys.operations import renew_pair, take_away
from ..keys.queries import people_for
from . import queries
from .models import CaseHandOver, CaseHolder


@writing()
def hold_case(alert: Alert, officer_id: int, at: dt.datetime) -> None:
    """An officer who was told takes part in looking after a case; twice is once."""
    lock(alert)
    if alert.kind.is_rehearsed or alert.state in OVER:
        raise Refused(_("There is no case here that goes on."))
    if officer_id not in queries.holder_ids(alert.id):
        CaseHolder.create(alert=alert, officer=officer_id, from_at=at)
        record("hold", alert.key, officer_id, at)


@writing()
def name_takers(at: dt.datetime) -> None:
    """Whoever takes a call on holds its case from then on."""
    for alert in queries.taken_without_holder():
        lock(alert)
        if alert.acknowledged_by_id not in queries.holder_ids(alert.id):
            CaseHolder.create(alert=alert, officer=alert.acknowledged_by_id, from_at=at)


@writing()
def offer_hand_over(
    alert: Alert,
    people: tuple[int, int],  # who gives, and who is asked to take it
    note: str,
    token: str,
    server: bytes,
    address: str,
    at: dt.datetime,
) -> None:
    """Ask another officer to take one's part of a case, with what they have to know.

    They are told by the letter that says nothing, and may read the case from then on.
    """
    giver_id, taker_id = people
    lock(alert)
    entry = add_entry(alert, EntryKind.HANDOVER, note, giver_id, token, server, at)
    if queries.is_offered(entry.id):
        return
    if giver_id not in queries.holder_ids(alert.id):
        raise Refused(_("Only whoever holds a case can hand it over."))
    if taker_id not in {person.id for person in queries.takers_for(alert, at)}:
        raise Refused(_("Choose somebody who may be told of this call."))
    CaseHandOver.create(alert=alert, giver=giver_id, taker=taker_id, entry=entry, offered_at=at)
    tell_of_task(alert, [taker_id], at, address, "hand-over")


@writing()
def accept_hand_over(offer: CaseHandOver, taker_id: int, server: bytes, at: dt.datetime) -> None:
    """The officer who was asked holds it now, and whoever gave it does not; both or neither."""
    if taker_id != offer.taker_id:
        raise Refused(_("Only whoever was asked can accept this."))
    _answer(offer, accepted_at=at)
    if taker_id not in queries.holder_ids(offer.alert_id):
        CaseHolder.create(alert=offer.alert_id, officer=taker_id, from_at=at)
    _leave(offer.alert, offer.giver_id, server, at)
    if offer.alert.acknowledged_by_id == offer.giver_id:
        look_after(offer.alert, taker_id, at)
    record("accept", offer.alert.key, taker_id, at)


@writing()
def end_offer(offer: CaseHandOver, officer_id: int, at: dt.datetime) -> None:
    """Whoever was asked declines, or whoever gave it takes it back."""
    if officer_id not in (offer.taker_id, offer.giver_id):
        raise Refused(_("Only whoever gave this or was asked can end it."))
    _answer(offer, ended_at=at)
    record("end offer", offer.alert.key, officer_id, at)


def _answer(offer: CaseHandOver, **when: dt.datetime) -> None:
    waits = CaseHandOver.accepted_at.is_null(), CaseHandOver.ended_at.is_null()
    if not CaseHandOver.update(when).where(CaseHandOver.id == offer.id, *waits).execute():
        raise changed_meanwhile()


@writing()
def end_holding(alert: Alert, server: bytes, address: str, at: dt.datetime) -> None:
    """Whoever may not read a case any more, or is no officer, does not hold it either.

    The others are told that a second holder is missing.
    """
    stay = people_for(alert, at)
    gone = [each for each in queries.holder_ids(alert.id) if each not in stay]
    for officer_id in gone:
        _leave(alert, officer_id, server, at)
    if gone:
        tell_holders(alert, at, address, "holders")


def _leave(alert: Alert, officer_id: int, server: bytes, at: dt.datetime) -> None:
    """End somebody's part: what is written from now on is under a pair of keys that is new."""
    here = CaseHolder.alert == alert.id, CaseHolder.officer == officer_id
    ended = CaseHolder.update(until_at=at).where(*here, CaseHolder.until_at.is_null())
    if ended.execute():
        take_away(alert, at)
        renew_pair(alert, server, at)


@writing()
def tell_holders(alert: Alert, at: dt.datetime, address: str, why: str) -> None:
    """Tell those who hold a case; where nobody does, whoever would be called first."""
    called = [person.id for person in people_called(alert, Rung.FIRST, at)]
    tell_of_task(alert, queries.holder_ids(alert.id) or called, at, address, why)
