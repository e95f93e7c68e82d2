"""Taking back what nobody has opened."""

import datetime as dt
from typing import Any

from flask_babel import lazy_gettext as _

from mori.core.counts.changes import changed
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import try_move

from ..comments.queries import count_of_comments
from ..models import Entry
from ..operations import record
from ..queries import entry_by_id
from ..review.queries import pending_verdict
from ..rules import MOVES, may_withdraw


@writing()
def withdraw_entry(entry: Entry, today: dt.date, at: dt.datetime) -> None:
    """Take back today's entry while nobody has opened it; doing so again changes nothing."""
    changes: dict[str, Any] = {"same": ("revision", "seen_at"), "held_since": at}
    if not may_withdraw(entry, today) or not try_move(entry, MOVES, "withdraw", **changes):
        if entry_by_id(entry.id).state.is_withdrawn:
            return
        raise _cannot_withdraw()
    # Asked after the row is held: nobody decides on it or says anything under it from here on.
    if pending_verdict(entry.id) or count_of_comments(entry.id):
        raise _cannot_withdraw()
    record(entry, "withdraw", entry.person_id, at)
    changed(entry.placement_id, entry.day, of="logbook")


def _cannot_withdraw() -> Refused:
    return Refused(
        _("It can't be taken back any more: it was opened meanwhile, or is not today's.")
    )
