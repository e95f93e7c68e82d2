"""Which steps lead an office from nothing to ready."""

from collections.abc import Sequence
from typing import NamedTuple

OFFICERS = 4  # two for each shift, and two to take their turn


class Ready(NamedTuple):
    """How far an office is."""

    declares_hours: bool
    officers: int
    unproven: Sequence[str]  # names of officers who have proven no way to be called
    minutes: int  # of staffed hours in the next four weeks
    minutes_of_holes: int
    hours_for_some: int  # with two on duty, and fewer who can be called for every intern
    minutes_of_national_holes: int
    is_drilled: bool  # somebody has read a drill

    @property
    def has_officers(self) -> bool:
        return self.officers >= OFFICERS

    @property
    def is_reachable(self) -> bool:
        return self.officers > 0 and not self.unproven

    @property
    def is_planned(self) -> bool:
        return self.minutes > 0 and not self.minutes_of_holes and not self.hours_for_some

    @property
    def is_national(self) -> bool:
        return not self.minutes_of_national_holes

    @property
    def steps(self) -> tuple[bool, ...]:
        """Whether each is done, in their order."""
        return (
            self.declares_hours,
            self.has_officers,
            self.is_reachable,
            self.is_planned,
            self.is_national,
            self.is_drilled,
        )

    @property
    def holes(self) -> int:
        return self.steps.count(False)
