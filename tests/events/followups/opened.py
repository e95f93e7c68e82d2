"""Promises and minutes for the pages that are opened by a key."""

from mori.core.clock import now
from mori.core.workdays import DAY
from mori.events.answering.operations import Answer, Comer, answer
from mori.events.followups.models import FollowUp
from mori.events.followups.operations import Said, promise
from mori.events.inviting.operations import invite
from mori.events.minutes.models import Minutes
from mori.events.minutes.operations import publish_minutes, write_minutes
from mori.events.models import Participant
from mori.events.presence.operations import Way, mark_present
from mori.events.presence.rules import HalfDay, How, Part
from mori.events.queries import event_by_id, invitation_by_id, participant_by_key
from mori.events.rules import InvitationState
from tests.cast import Cast
from tests.events.followups.making import begun_on
from tests.events.making import DOOR, community_of, event_of, member_of


def promise_rows(cast: Cast) -> dict[str, str]:
    """Loader's name → the key of a row of Banua."""
    return {"follow_up_by_key": promised_at_an_event(cast).key}


def promised_at_an_event(cast: Cast) -> FollowUp:
    """What a participant promised at an event of yesterday, whose minutes are published."""
    at = now()
    today = at.date()
    days = {"starts_on": today + 2 * DAY, "ends_on": today + 2 * DAY, "answer_until": today + DAY}
    event = event_of(cast, name="Temu Contoh", **days)
    member = member_of(cast, "Rohana Umpama", mail="")
    invitation = invite(event, community_of(cast, "Forum Temu", member), member, 1, None, at)
    said = Answer(InvitationState.YES, [Comer("Rohana Umpama", contact_ok=True)])
    answer(invitation_by_id(invitation.id), said, DOOR, at)
    begun_on(event, today - 2 * DAY)
    row = participant_by_key(Participant.get(Participant.invitation == invitation.id).key)
    half = HalfDay(today - 2 * DAY, Part.AM)
    mark_present(row, half, Way(How.SHEET), at, f"opened {row.key}", at)
    made = promise(row, Said("Syarat", "Arisan", None, today + DAY, 9), row.key, None, at)
    event = event_by_id(event.id)
    write_minutes(event, "Syarat dibahas.", ["Bertemu lagi"], 0, cast.wati.id, at)
    publish_minutes(event, 1, cast.wati.id, at)
    write_minutes(event, "Versi kedua.", [], 0, cast.wati.id, at)
    assert Minutes.select().where(Minutes.event == event.id).count() == 2
    FollowUp.update(by_on=today, remind_on=today).where(FollowUp.id == made.id).execute()
    return made


def promises_to_list(cast: Cast) -> dict[str, str]:
    made = promised_at_an_event(cast)
    return {"promised_at": made.event.key, "follow_up": made.key}
