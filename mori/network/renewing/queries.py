"""Whose membership nothing was heard of for long."""

import datetime as dt
from typing import Any

from mori.accounts.models import Person
from mori.accounts.queries import people_granted

from ..models import Member
from ..rules import MemberState
from .rules import ANSWER_WITHIN, AT_ONCE, YEAR


def asker_of(office_id: int) -> Person | None:
    """In whose name an office asks: its first coordinator by name."""
    return next(iter(people_granted(office_id, "member.change")), None)


def due_to_ask(office_id: int, today: dt.date) -> list[Member]:
    """Active members without activity for a year who were not asked since, the longest first."""
    rows = _silent(office_id, today).where(Member.asked_at.is_null())
    return list(rows.order_by(Member.active_on, Member.id).limit(AT_ONCE))


def due_to_lapse(office_id: int, today: dt.date, at: dt.datetime) -> list[Member]:
    """Those who were asked and did not answer in time."""
    rows = _silent(office_id, today).where(Member.asked_at <= at - ANSWER_WITHIN)
    return list(rows.order_by(Member.active_on, Member.id).limit(AT_ONCE))


def _silent(office_id: int, today: dt.date) -> Any:
    return Member.select().where(
        Member.office == office_id,
        Member.state == MemberState.ACTIVE,
        Member.active_on < today - YEAR,
        Member.merged_into.is_null(),
    )
