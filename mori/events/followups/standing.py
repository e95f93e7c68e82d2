"""Who is to be reminded by now, and how the promises of an event stand, by community."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from mori.core.clock import local_date
from mori.core.texts.folding import folded
from mori.network.queries import agreeing_to, members_by_ids
from mori.network.rules import Purpose

from ..models import Participant
from . import queries
from .models import FollowUp
from .queries import Due
from .rules import Figures, figures_of, reminder_on


def due_to_remind(at: dt.datetime, rows: Sequence[FollowUp]) -> list[Due]:
    """Of what their participants are not reminded yet; whom one may write to is asked now."""
    told = queries.told_of([each.id for each in rows])
    standing = members_by_ids({each.member_id for each in rows if each.member_id})
    willing = agreeing_to(Purpose.MEETINGS, {each.id for each in standing.values()})
    found = []
    for row in rows:
        reminder = reminder_on(row, local_date(at, row.event.office.zone))
        if reminder is None or (reminder, row.by_on) in told[row.id]:
            continue
        member = standing.get(row.member_id) if row.member_id else None
        if member and member.id not in willing:
            found.append(Due(row, reminder, None, ""))
        else:
            phone = member.phone if member else _phone_of(row.participant)
            found.append(Due(row, reminder, member, phone))
    return found


def _phone_of(participant: Participant) -> str:
    """The number that came with the answer which named them, if they agreed to be told."""
    is_known = participant.contact_ok and participant.invitation_id
    return participant.invitation.phone if is_known and participant.invitation else ""


class Line(NamedTuple):
    """The promises of a community; without a name, of those who belong to none."""

    name: str
    figures: Figures


def community_name(participant: Participant) -> str:
    return participant.community.name if participant.community else participant.community_name


def lines_of(rows: Sequence[FollowUp], day: dt.date) -> list[Line]:
    """By community, in the order of their names: nobody is ranked."""
    by_name: dict[str, list[FollowUp]] = {}
    for row in rows:
        by_name.setdefault(community_name(row.participant), []).append(row)
    lines = [Line(name, figures_of(found, day)) for name, found in by_name.items()]
    return sorted(lines, key=lambda line: (not line.name, folded(line.name)))
