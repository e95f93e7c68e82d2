"""What waits for an officer in calls that they were told of, each kind in one statement."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from mori.core.db import literals
from mori.safeguarding.alerts.models import Alert
from mori.safeguarding.alerts.rules import FOLLOWED, AlertState

from ..closing.models import Proposal
from ..closing.queries import IS_OPEN, is_outside, needs_outside
from ..entries.models import CaseEntry
from ..entries.rules import EntryKind
from ..queries import read_by
from ..referrals.models import Referral
from ..referrals.rules import ReferralState
from ..retention.models import Retention
from ..thread.models import MessageReading
from .rules import Wait, Waiting

SENT = (EntryKind.FROM_PERSON, EntryKind.EVIDENCE)
IS_CLOSED = Alert.state.in_(literals([AlertState.CLOSED]))


def waiting_for(officer_id: int, at: dt.datetime) -> list[Waiting]:
    """What an officer finds on the duty board besides calls and next steps."""
    mine = read_by(officer_id, at)
    return [
        *(Waiting(Wait.DECIDE, key) for key in _proposed(officer_id, mine, at)),
        *(Waiting(Wait.YES, key) for key in _said_yes(officer_id, mine)),
        *(Waiting(Wait.NEWS, key) for key in _news_of_closed(mine)),
        *(Waiting(Wait.ERASE, key) for key in _to_erase(officer_id, mine)),
    ]


def _proposed(officer_id: int, mine: Any, at: dt.datetime) -> Iterator[str]:
    rows = Proposal.select(Proposal, Alert).join(Alert).where(IS_OPEN, *mine)
    rows = rows.where(Proposal.news == Alert.news, Proposal.proposer != officer_id)
    for row in rows.order_by(Proposal.id):
        is_theirs = not needs_outside(row)
        if is_theirs or is_outside(row.alert, officer_id, row.proposer_id, at):
            yield row.alert.key


def _said_yes(officer_id: int, mine: Any) -> Iterator[str]:
    noted = Referral.state.in_(literals([ReferralState.NOTED])), Referral.noted_by != officer_id
    followed = Alert.state.in_(literals(FOLLOWED))
    rows = Alert.select(Alert.key).join(Referral).where(*noted, followed, *mine).distinct()
    return (row.key for row in rows.order_by(Alert.key))


def _news_of_closed(mine: Any) -> Iterator[str]:
    """Closed calls to which their person sent something that no officer has looked at since."""
    sent = CaseEntry.kind.in_(literals(SENT)), CaseEntry.author.is_null()
    rows = Alert.select(Alert.key).join(CaseEntry).left_outer_join(MessageReading)
    rows = rows.where(IS_CLOSED, *sent, CaseEntry.at >= Alert.closed_at, *mine)
    unread = rows.where(MessageReading.id.is_null()).distinct()
    return (row.key for row in unread.order_by(Alert.key))


def _to_erase(officer_id: int, mine: Any) -> Iterator[str]:
    """Of what was noted since it was closed the last counts."""
    rows = Retention.select(Retention, Alert).join(Alert)
    rows = rows.where(IS_CLOSED, Retention.noted_at >= Alert.closed_at, *mine)
    last = {row.alert_id: row for row in rows.order_by(Retention.id)}
    for row in last.values():
        if row.answer.is_erase and row.noted_by_id != officer_id:
            yield row.alert.key
