import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _

from mori.placements.models import Placement
from mori.web.fields import Day, Form, Token

from ..corrections.forms import moments
from ..corrections.operations import SLIPS
from ..corrections.rules import slip_in
from ..day_operations import DaySaid, mark_of
from ..models import Attendance
from ..rules import AttendanceKind
from .operations import SheetLine

KINDS = {"present": AttendanceKind.PRESENT, "away": AttendanceKind.EXCUSED}
LINE = ("s-", "i-", "o-", "x-")  # what was chosen, the two times, what is to be replaced
CHOICES = (("", _("No change")), ("present", _("Present")), ("away", _("Away")))


class SheetForm(Form):
    """The day of a sheet; its lines are read by ``lines_from``."""

    token = Token()
    day = Day(_("Day"), _("Choose the day."))


@dataclass
class TypedLine:
    """One intern's line as it is shown, typed and complained about."""

    placement: Placement
    recorded: Attendance | None
    choice: str = ""
    came: str = ""
    left: str = ""
    is_ticked: bool = False
    error: Any = ""
    times: Sequence[dt.datetime | None] = field(default=(None, None))

    @property
    def key(self) -> str:
        return self.placement.key

    @property
    def mark(self) -> str:
        """Of what is recorded: ticking it says that exactly this is to be replaced."""
        return mark_of(self.recorded) if self.recorded else ""

    @property
    def said(self) -> DaySaid:
        return DaySaid(KINDS[self.choice], *self.times)

    @property
    def is_wanted(self) -> bool:
        return bool(self.choice) and not self.said.is_recorded_in(self.recorded)

    @property
    def sheet_line(self) -> SheetLine:
        return SheetLine(self.placement, self.said, self.recorded)


def keys_in(typed: Mapping[str, str]) -> list[str]:
    """Whose lines were sent."""
    return [name.removeprefix("s-") for name in typed if name.startswith("s-")]


def said_in(typed: Mapping[str, str]) -> list[tuple[str, str]]:
    """All that a sheet says: the same sheet sent twice says the same."""
    return sorted((name, typed[name]) for name in typed if name == "day" or name[:2] in LINE)


def lines_from(
    typed: Mapping[str, str],
    people: Iterable[Placement],
    recorded: Mapping[int, Attendance],
    day: dt.date,
    zone: str,
    at: dt.datetime,
) -> list[TypedLine]:
    """Each intern's line with what was typed, and what is wrong with it."""
    lines = [_line_from(typed, each, recorded.get(each.id)) for each in people]
    for line in lines:
        _read(line, day, zone, at)
    return lines


def _line_from(
    typed: Mapping[str, str], placement: Placement, recorded: Attendance | None
) -> TypedLine:
    said = {name: typed.get(f"{name}-{placement.key}", "").strip()[:20] for name in "sio"}
    line = TypedLine(placement, recorded, said["s"], said["i"], said["o"])
    line.is_ticked = bool(recorded) and typed.get(f"x-{placement.key}") == line.mark
    return line


def _read(line: TypedLine, day: dt.date, zone: str, at: dt.datetime) -> None:
    """The line's times as moments; or what is wrong with it."""
    if line.choice not in ("", *KINDS):
        line.choice, line.error = "", _("Choose: present, away, or no change.")
        return
    try:
        line.times = moments(day, _time(line.came), _time(line.left), zone)
    except ValueError:
        line.error = _("Write the time with four digits, such as 07:30.")
        return
    line.error = _error_in(line, at)


def _error_in(line: TypedLine, at: dt.datetime) -> Any:
    came_at, left_at = line.times
    if line.choice != "present" and (came_at or left_at):
        return _("Only somebody present has times.")
    if came_at is None and left_at:
        return _("Write the time you read on the sheet as the time in, too.")
    if came_at and (slip := slip_in(AttendanceKind.PRESENT, came_at, left_at, at)):
        return SLIPS[slip]
    if line.recorded and line.is_wanted and not line.is_ticked:
        return _("Something is recorded already. Tick it if the sheet is to replace it.")
    return ""


def _time(text: str) -> dt.time | None:
    if not text:
        return None
    return dt.time.fromisoformat(text.replace(".", ":").zfill(5)).replace(tzinfo=None)
