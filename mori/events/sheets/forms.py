from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _

from mori.web.fields import Line

from ..presence.forms import COMMUNITY, NAME, HalfDayForm
from .operations import SheetGuest
from .rules import BLANK_ROWS, MOST_TYPED, Rows, rows_in


class RowsForm(HalfDayForm):
    """The numbers of the rows that are signed, and who wrote themselves below."""

    rows = Line(_("Numbers of the rows that are signed"), most=MOST_TYPED)

    def read(self, there: Sequence[int]) -> Rows:
        """The rows; with guests alone there may be none."""
        found = rows_in(self.rows.data, there)
        if found.slip and not (self.guests and not self.rows.data):
            self.rows.errors = [found.slip.label % {"part": found.part}]
        return found

    @property
    def guests(self) -> list[SheetGuest]:
        """Those whose name was typed."""
        said = [(self[f"guest{n}"].data, self[f"community{n}"].data) for n in GUESTS]
        return [SheetGuest(name, community) for name, community in said if name]

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        return [(self[f"guest{n}"], self[f"community{n}"]) for n in GUESTS]


GUESTS = range(1, BLANK_ROWS + 1)
for _number in GUESTS:  # as many as the sheet has blank rows
    setattr(RowsForm, f"guest{_number}", Line(_("Name"), most=NAME))
    setattr(RowsForm, f"community{_number}", Line(_("Community"), most=COMMUNITY))
