"""What a helper's phone keeps of a door: marks and guests, sent without an account."""

from mori.core.words import marked
from mori.web.phone.worker import Address, WaitingForm

WAITING_FORMS = (
    WaitingForm(
        "door",
        marked("Mark at the door"),
        [Address("event_door.mark")],
        prose=["part", "pick", "who"],
    ),
    WaitingForm(
        "guest",
        marked("Guest at the door"),
        [Address("event_door.mark_guest")],
        prose=["part", "guest", "community"],
    ),
)
