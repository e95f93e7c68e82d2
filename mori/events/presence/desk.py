"""What every page of presence begins with: an event's half-days, and the one that is meant."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from mori.core.clock import local
from mori.core.texts.folding import folded

from ..models import Event, EventSession, Participant
from ..queries import sessions_of
from ..rules import days_of
from .queries import participants_named, presence_of
from .rules import HalfDay, half_day_at, half_days


@dataclass(frozen=True)
class Halves:
    """An event's half-days, by its agenda, and its zone's clock."""

    event: Event
    agenda: Sequence[EventSession]
    all: list[HalfDay]

    def now(self, at: dt.datetime) -> HalfDay | None:
        """The one that runs now; None on a day that is not the event's."""
        return half_day_at(self.all, self.agenda, local(at, self.event.office.zone))

    def nearest(self, at: dt.datetime) -> HalfDay:
        """The one that runs now, else the first to come, else the last."""
        today = local(at, self.event.office.zone).date()
        to_come = [each for each in self.all if each.day > today]
        return self.now(at) or (to_come[0] if to_come else self.all[-1])

    def of(self, day: dt.date) -> list[HalfDay]:
        return [each for each in self.all if each.day == day]

    def named(self, day: dt.date | None, part: str) -> HalfDay | None:
        return next((each for each in self.all if (each.day, each.part) == (day, part)), None)

    def has_come(self, half: HalfDay, at: dt.datetime) -> bool:
        """Whether its day is here: nobody is marked ahead."""
        return half.day <= local(at, self.event.office.zone).date()


def halves_of(event: Event) -> Halves:
    agenda = sessions_of(event.id)
    return Halves(event, agenda, half_days(days_of(event), agenda))


@dataclass(frozen=True)
class Marked:
    """Whom a page has just marked, and since when they are there."""

    participant: Participant
    at: dt.datetime


def marked_as(participant: Participant | None, half: HalfDay) -> Marked | None:
    """What counts of somebody's half-day."""
    found = presence_of(participant.id, half) if participant else None
    return Marked(participant, found.scan.seen_at) if participant and found else None


def meant_by(event: Event, said: str) -> list[Participant]:
    """Whom four letters or a part of a name mean; some at most."""
    return participants_named(event.id, said.strip().upper(), folded(said))
