"""What a reviewer has before them: what waits, narrowed by a filter. No request."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mori.attendance.queries import interns_on
from mori.attendance.rules import absence
from mori.core.clock import local
from mori.core.words import Labelled
from mori.offices.queries import calendar_of

from ..queries import OVERVIEW
from ..rules import OLD_AFTER
from . import operations, queries
from .queries import WaitingEntry
from .rules import STAND_IN_AFTER
from .waiting import Waiting

AS_STAND_IN = "titipan"
FILTERS: dict[str, Callable[[WaitingEntry, dt.datetime], bool]] = {
    "": lambda row, old_before: True,
    "lama": lambda row, old_before: row.submitted_at < old_before,
    "revisi": lambda row, old_before: row.revision > 1,
}


@dataclass
class ReviewDesk:
    """What waits for a reviewer, and which of it was asked for."""

    clock: Waiting
    chosen: str  # a filter's name
    intern: str  # whose entries, by key
    waiting: list[WaitingEntry]
    as_stand_in: list[WaitingEntry]  # where they were asked for
    decided: list[WaitingEntry]  # by the reviewer, within the last seconds

    @property
    def total(self) -> str:
        """How many wait, as the heading, the first filter and the badge say it."""
        return shown(len(self.waiting))

    @property
    def first_sent_at(self) -> dt.datetime:
        return min((row.submitted_at for row in self.waiting), default=self.clock.at)

    @property
    def narrowed(self) -> list[WaitingEntry]:
        """What fits the filter that was asked for."""
        if self.chosen == AS_STAND_IN:
            return self.as_stand_in
        fits, old_before = FILTERS.get(self.chosen, FILTERS[""]), self._old_before
        return [
            row
            for row in self.waiting
            if fits(row, old_before) and self.intern in ("", row.intern_key)
        ]

    @property
    def counts(self) -> dict[str, str]:
        """The number at each filter; what waits elsewhere is counted where it is asked for."""
        old_before = self._old_before
        numbers = {
            name: shown(sum(fits(row, old_before) for row in self.waiting))
            for name, fits in FILTERS.items()
        }
        return {**numbers, AS_STAND_IN: shown(len(self.as_stand_in))}

    @property
    def interns(self) -> list[tuple[str, str, int]]:
        """Whose entries wait: key, name, how many; most first."""
        found = Counter((row.intern_key, row.intern) for row in self.waiting)
        return [(key, name, count) for (key, name), count in found.most_common(12)]

    @property
    def _old_before(self) -> dt.datetime:
        return self.clock.before(OLD_AFTER + 1)


@dataclass(frozen=True)
class Today:
    """Who of a reviewer's interns is not there, as far as it is known."""

    absent: Sequence[tuple[str, Labelled]]  # name and why
    is_workday: bool
    has_begun: bool  # the office's hours: before them nobody is missed


def interns_today(reviewer_id: int, clock: Waiting) -> Today | None:
    """How it stands with a reviewer's interns now; None without any."""
    calendar = calendar_of(clock.office_id, clock.calendar_version)
    hours = calendar.hours_on(clock.today)
    has_begun = hours is not None and local(clock.at, clock.zone).time() >= hours.opens
    interns = interns_on(clock.office_id, reviewer_id, clock.today)
    if not any(each.kind or not each.state.is_paused for each in interns):
        return None
    reasons = [
        (each.name, absence(each.kind, has_begun and not each.state.is_paused)) for each in interns
    ]
    absent = [(name, reason) for name, reason in reasons if reason]
    return Today(absent, hours is not None, has_begun)


def shown(count: int) -> str:
    return f"{OVERVIEW}+" if count > OVERVIEW else str(count or "")


def review_desk(reviewer_id: int, clock: Waiting, chosen: str, intern: str) -> ReviewDesk:
    """What a reviewer has before them; a decision whose seconds have passed takes effect here,
    if the background work is late.
    """
    passed_on = clock.before(STAND_IN_AFTER)
    own = queries.waiting_for(reviewer_id, passed_on)
    handed = (
        queries.waiting_for(reviewer_id, passed_on, as_stand_in=True)
        if chosen == AS_STAND_IN
        else []
    )
    pending = {row.verdict_id: row for row in [*own, *handed] if row.verdict_id}
    for verdict_id, row in pending.items():
        if row.is_decided_by(clock.at):
            operations.apply_verdict(verdict_id)
    decided = [
        row
        for row in pending.values()
        if row.decided_by == reviewer_id and not row.is_decided_by(clock.at)
    ]
    return ReviewDesk(clock, chosen, intern, _undecided(own), _undecided(handed), decided)


def _undecided(rows: list[WaitingEntry]) -> list[WaitingEntry]:
    return [row for row in rows if not row.verdict_id]
