"""Planning a drill, beginning it as any call begins, and ending one that nobody handled."""

import datetime as dt
from random import SystemRandom

from flask_babel import lazy_gettext as _

from mori.core.db import new_key, writing
from mori.core.errors import Refused
from mori.core.states import lock, try_move
from mori.core.tickets import code_of
from mori.notifications.operations import end_messages
from mori.offices.models import Office

from ..alerts.models import Alert, AlertEvent, Tap
from ..alerts.queries import alert_by_id
from ..alerts.rules import MOVES, AlertKind
from . import queries, rules
from .models import Drill
from .rules import Wait

drawn = SystemRandom().random
FROM_PAGE = "masuk"  # where somebody calls whom nobody knows


@writing()
def plan_drill(office: Office, key: bytes, at: dt.datetime) -> None:
    """Draw the moment of an office's drill of this month, unless it has one."""
    month = queries.month_of(office, at)
    share = rules.share_of(key, office.key, month)
    planned_at = rules.moment_in(queries.hours_left_of_month(office, at), share)
    if planned_at is not None:
        plan = Drill.insert(
            key=new_key(), office=office.id, month=month, asked_at=at, planned_at=planned_at
        )
        plan.on_conflict_ignore().execute()


@writing()
def ask_for_drill(office_id: int, person_id: int, wait: Wait, token: str, at: dt.datetime) -> None:
    """Begin a drill by hand, at a moment that whoever asks does not know either."""
    lock(Office(id=office_id))  # of two who ask one is first
    if queries.is_asked(token):
        return
    if queries.asked_for(office_id):
        raise Refused(_("A drill has been asked for already. Wait until it is over."))
    Drill.create(
        office=office_id,
        begun_by=person_id,
        token=token,
        asked_at=at,
        planned_at=rules.moment_after(at, wait, drawn()),
    )


@writing()
def begin_drill(drill_id: int, key: bytes, at: dt.datetime) -> None:
    """Raise it as an alert of nobody known, or put it off while somebody who called waits."""
    lock(Drill(id=drill_id))  # of two nodes one is first
    drill = queries.drill_by_id(drill_id)
    if drill.alert_id is not None:
        return
    office = drill.office
    if not queries.may_drill_at(office, at):
        hours = queries.hours_ahead(office, at, at + rules.LOOKED_AHEAD)
        _put_off(drill, rules.moment_in(hours[:1], drawn()) or at + rules.LOOKED_AHEAD)
    elif queries.has_running(office.id) or queries.is_anybody_waiting(office.id):
        _put_off(drill, rules.put_off_to(at, drawn()))
    else:
        _raise(drill, key, at)


def _put_off(drill: Drill, planned_at: dt.datetime) -> None:
    Drill.update(planned_at=planned_at).where(Drill.id == drill.id).execute()


def _raise(drill: Drill, key: bytes, at: dt.datetime) -> None:
    alert = Alert.create(
        kind=AlertKind.DRILL, office=drill.office_id, raised_at=at, climbed_from=at, due_at=at
    )
    AlertEvent.create(alert=alert, verb="raise", at=at)
    token = f"drill {drill.key}"
    code = code_of(key, token)
    Tap.create(token=token, code=code, alert=alert, page=FROM_PAGE, at=at, replayed_at=at)
    Drill.update(alert=alert).where(Drill.id == drill.id).execute()


@writing()
def end_missed(drill_id: int, at: dt.datetime) -> None:
    """Nobody handled it in its time: it ends, and its mail that waits goes nowhere."""
    drill = queries.drill_by_id(drill_id)
    alert = alert_by_id(drill.alert_id or 0)
    if try_move(alert, MOVES, "end", from_any=True):
        AlertEvent.create(alert=alert, verb="end", at=at)
        Drill.update(missed_at=at).where(Drill.id == drill.id).execute()
        end_messages(queries.tokens_of(alert.id), at)
