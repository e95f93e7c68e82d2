"""An event that has begun, whose invitation has named who came."""

from mori.core.workdays import DAY
from mori.events.answering.operations import Answer, Comer, answer
from mori.events.followups.letters import pass_of
from mori.events.followups.models import FollowUp
from mori.events.followups.operations import Said, promise
from mori.events.inviting.operations import invite
from mori.events.models import Event, Participant
from mori.events.presence.operations import Way, mark_present
from mori.events.presence.rules import HalfDay, How, Part
from mori.events.queries import event_by_id, participant_by_key
from mori.events.rules import EventState, InvitationState
from tests.cast import NOON, TODAY, Cast
from tests.events.making import DOOR, community_of, event_of, member_of

DAYS = 30  # from the event until what is promised


def held(cast: Cast, *, name: str = "Lilih Contoh", mail: str = "lilih@contoh.example", **more):
    """An event of yesterday, and the member who came to it for a community."""
    event = event_of(cast, starts_on=TODAY + DAY, ends_on=TODAY + DAY, answer_until=TODAY + DAY)
    member = member_of(cast, name, mail=mail, **more)
    invitation = invite(event, community_of(cast, f"Forum {name}", member), member, 1, None, NOON)
    said = Answer(InvitationState.YES, [Comer(name, contact_ok=True)], "+6281234567890")
    answer(invitation, said, DOOR, NOON)
    begun_on(event, TODAY - DAY)
    row = Participant.get(Participant.invitation == invitation.id)
    return event_by_id(event.id), participant_by_key(row.key)


def begun_on(event: Event, day) -> None:
    """As if time had passed: its days, and its state by them."""
    Event.update(starts_on=day, ends_on=day, state=EventState.RUNNING).where(
        Event.id == event.id
    ).execute()


def was_there(row: Participant, part: Part = Part.AM) -> None:
    half = HalfDay(TODAY - DAY, part)
    mark_present(row, half, Way(How.SHEET), NOON, f"{row.key} {part}", NOON)


def promised(row: Participant, days: int = DAYS, at=NOON, whom: str = "Ibu-ibu arisan") -> FollowUp:
    """Promised at a moment, for so many days later."""
    said = Said("Empat syarat", whom, None, at.date() + days * DAY, 20)
    return promise(row, said, f"{row.key} {days} {whom}", None, at)


def page_of(app, follow_up: FollowUp) -> str:
    return f"/janji/{pass_of(app.config['SECRET_KEY'], follow_up.key)}"
