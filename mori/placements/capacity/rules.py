"""How many interns a unit takes. No database, no request."""

import datetime as dt
from dataclasses import dataclass, field

from mori.core.workdays import DAY, monday_of

MOST = 99  # places, of a unit in a week
MOST_WEEKS = 53  # that one form speaks of


@dataclass(frozen=True)
class Capacities:
    """Places by unit, and those of weeks that are different; None where nobody has said."""

    usual: dict[int, int] = field(default_factory=dict)
    weeks: dict[tuple[int, dt.date], int] = field(default_factory=dict)

    def places(self, unit_id: int, week: dt.date) -> int | None:
        return self.weeks.get((unit_id, week), self.usual.get(unit_id))


def mondays(first: dt.date, last: dt.date) -> list[dt.date]:
    """The Mondays of the weeks from that of one day to that of another."""
    monday, found = monday_of(first), []
    while monday <= last:
        found.append(monday)
        monday += 7 * DAY
    return found
