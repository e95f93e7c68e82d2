"""A row for each page of presence that is opened by a key."""

from mori.core.clock import now
from mori.events.door.operations import hash_of
from mori.events.presence.models import DoorPass, Scan
from mori.events.presence.operations import Way, mark_present
from mori.events.presence.rules import HalfDay, How, Part
from mori.events.sheets.operations import Typed, enter_rows
from tests.cast import TODAY, Cast
from tests.events.presence.holding import hold_event, listed

SECRET = "s" * 32  # as that of every signed link in made-up input


def presence_rows(cast: Cast) -> dict[str, str]:
    """Loader's name → the key of a row of Banua."""
    event, half, at = hold_event(cast.banua, people=2), HalfDay(TODAY, Part.AM), now()
    first, second = listed(event)
    mark_present(first, half, Way(How.HAND, actor_id=cast.wati.id), at, "mark", at)
    typed = Typed(str(second.row), [second.row])
    sheet = enter_rows(event, half, typed, "sheet", cast.wati.id, at)
    return {
        "event_by_key": event.key,
        "participant_by_key": first.key,
        "scan_by_key": Scan.get(Scan.token == "mark").key,
        "sheet_by_key": sheet.key,
        "door_by_key": open_door(event, cast, SECRET).key,
    }


def open_door(event, cast: Cast, secret: str) -> DoorPass:
    """A door of today whose secret a test knows."""
    return DoorPass.create(
        token=secret,
        event=event,
        label="Pintu 1",
        secret_hash=hash_of(secret),
        valid_on=TODAY,
        made_by=cast.wati,
        made_at=now(),
    )
