"""The office that keeps alumni, and whom of them it can count on."""

import datetime as dt
from typing import NamedTuple

from mori.accounts.models import Person
from mori.alumni.models import Alumnus
from mori.alumni.queries import records_of
from mori.alumni.rules import Agreed, AlumnusState
from mori.core.workdays import DAY
from mori.offices.models import Office

ENOUGH = 24  # alumni; of fewer not every state can be shown


class Desk(NamedTuple):
    """Who keeps an office's alumni, and when."""

    office: Office
    coordinator: Person
    at: dt.datetime

    def ago(self, days: int) -> dt.datetime:
        return self.at - days * DAY

    def agreeing(self, to: Agreed) -> list[Alumnus]:
        """Some who were never in MORI and agreed to something, in order."""
        found = {row.id: row for row in self._known(AlumnusState.CONFIRMED)}
        return [found[each.id] for each in records_of(sorted(found)) if each.agrees_to(to)]

    def unanswered(self) -> list[Alumnus]:
        """Some who are known from old lists alone, in order."""
        return self._known(AlumnusState.INVITED)

    def _known(self, state: AlumnusState) -> list[Alumnus]:
        found = Alumnus.select().where(
            Alumnus.office == self.office,
            Alumnus.state == state,
            Alumnus.person.is_null(),
            Alumnus.merged_into.is_null(),
            Alumnus.is_restricted == False,  # noqa: E712
        )
        return list(found.order_by(Alumnus.id).limit(ENOUGH))
