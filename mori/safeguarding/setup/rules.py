"""Which steps lead an office from nothing to ready."""

from typing import NamedTuple

OFFICERS = 4  # two for each shift, and two to take their turn


class Ready(NamedTuple):
    """How far an office is."""

    declares_hours: bool
    officers: int
    unreachable: int  # officers whom no mail would reach
    minutes: int  # of staffed hours in the next four weeks
    minutes_of_holes: int
    minutes_of_national_holes: int

    @property
    def has_officers(self) -> bool:
        return self.officers >= OFFICERS

    @property
    def is_reachable(self) -> bool:
        return self.officers > 0 and not self.unreachable

    @property
    def is_planned(self) -> bool:
        return self.minutes > 0 and not self.minutes_of_holes

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
        )

    @property
    def holes(self) -> int:
        return self.steps.count(False)
