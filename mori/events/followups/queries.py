"""What was promised after events, and of what somebody was reminded."""

import datetime as dt
from collections.abc import Collection
from typing import Any, NamedTuple

from mori.accounts.models import Person
from mori.core.db import literals
from mori.institutions.models import Region
from mori.network.models import Community, Member
from mori.network.queries import ids_with
from mori.offices.models import Office

from ..models import Event, EventInvitation, Participant
from .models import FollowUp, FollowUpStep, FollowUpTold
from .rules import KNOWN_FOR, OPEN, Reminder

PAGE = 30
Told = dict[int, set[tuple[Reminder, dt.date]]]


class Due(NamedTuple):
    """Of what somebody is to be reminded, and how they are reached."""

    follow_up: FollowUp
    reminder: Reminder
    member: Member | None  # whoever may be written to, as they are shown
    phone: str  # empty where nobody agreed to be called

    @property
    def mail(self) -> str:
        return self.member.mail if self.member else ""

    @property
    def locale(self) -> str:
        return self.member.locale if self.member else "id"

    @property
    def is_willing(self) -> bool:
        """Whether the office may write to them at all."""
        return bool(self.member or self.phone)


def _whole() -> Any:
    return (
        FollowUp.select(FollowUp, Event, Office, Participant, Community, EventInvitation, Region)
        .join(Event)
        .join(Office)
        .switch(FollowUp)
        .join(Participant)
        .join(Community, "LEFT OUTER JOIN")
        .switch(Participant)
        .join(EventInvitation, "LEFT OUTER JOIN")
        .switch(FollowUp)
        .join(Region, "LEFT OUTER JOIN")
    )


def follow_up_by_key(key: str) -> FollowUp | None:
    """A promise with its event, office, place, and who made it, with community and invitation."""
    found: FollowUp | None = _whole().where(FollowUp.key == key).get_or_none()
    return found


def follow_up_by_id(number: int) -> FollowUp:
    found: FollowUp = _whole().where(FollowUp.id == number).get()
    return found


def follow_up_by_token(token: str) -> FollowUp | None:
    return FollowUp.get_or_none(FollowUp.token == token)


def follow_ups_of(event_id: int, after: tuple[int, int] | None = None) -> list[FollowUp]:
    """Those of an event by number on the sheet, one page and one more."""
    found = (
        _whole()
        .where(FollowUp.event == event_id)
        .order_by(Participant.row, FollowUp.id)
        .limit(PAGE + 1)
    )
    if after:
        row, number = after
        later = (Participant.row > row) | ((Participant.row == row) & (FollowUp.id > number))
        found = found.where(later)
    return list(found)


def all_follow_ups_of(event_id: int) -> list[FollowUp]:
    """The same, all of them: to be counted, or for a table."""
    return list(_whole().where(FollowUp.event == event_id).order_by(Participant.row, FollowUp.id))


def promises_by(participant_ids: Collection[int]) -> dict[int, list[FollowUp]]:
    """By participant, what they promised, the earliest first."""
    found: dict[int, list[FollowUp]] = {number: [] for number in participant_ids}
    rows = _whole().where(FollowUp.participant.in_(list(participant_ids))).order_by(FollowUp.id)
    for each in rows:
        found[each.participant_id].append(each)
    return found


def promises_of_member(member: Member) -> list[FollowUp]:
    """What a member promised, by themselves or as who was merged into them; the latest first."""
    ids = list(ids_with(Member, [member.id]))
    rows = _whole().where(FollowUp.member.in_(ids)).order_by(FollowUp.id.desc())
    return list(rows.limit(PAGE))


def follow_ups_to_remind(day: dt.date, event_id: int = 0) -> list[FollowUp]:
    """Open ones of which something may be due on a day, of all events or of one."""
    found = _whole().where(
        FollowUp.state.in_(literals(OPEN)),
        FollowUp.remind_on <= day,
        FollowUp.by_on >= day - KNOWN_FOR,
    )
    if event_id:
        found = found.where(FollowUp.event == event_id)
    return list(found.order_by(FollowUp.id))


def told_of(follow_up_ids: Collection[int]) -> Told:
    """By promise: of what was its participant reminded, and for which day."""
    found: Told = {number: set() for number in follow_up_ids}
    rows = FollowUpTold.select().where(FollowUpTold.follow_up.in_(list(follow_up_ids)))
    for each in rows:
        found[each.follow_up_id].add((each.reminder, each.by_on))
    return found


def told_rows(follow_up_id: int) -> list[FollowUpTold]:
    rows = FollowUpTold.select().where(FollowUpTold.follow_up == follow_up_id)
    return list(rows.order_by(FollowUpTold.id))


def steps_of(follow_up_id: int) -> list[FollowUpStep]:
    return list(
        FollowUpStep.select(FollowUpStep, Person)
        .left_outer_join(Person)
        .where(FollowUpStep.follow_up == follow_up_id)
        .order_by(FollowUpStep.id)
    )
