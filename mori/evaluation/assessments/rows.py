"""One moment of one internship, with all that is known of how it is assessed."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from mori.core.clock import local_date
from mori.evaluation.rules import Moment

from .rules import ADDRESSES, AssessmentState, Candidates, Occasion, reviewers_for


class AspectResult(NamedTuple):
    """What an aspect came to, in hundredths, and how; None could not be judged."""

    label: str
    label_en: str
    value: int | None
    weight: int | None = None
    given: tuple[int | None, ...] = ()  # by each reviewer
    is_differing: bool = False  # further than reviewers may without agreeing
    agreed: int | None = None
    sentence: str = ""
    aspect_id: int = 0

    @property
    def is_open(self) -> bool:
        """Whether it is still to be agreed on."""
        return self.is_differing and self.agreed is None


class Outcome(NamedTuple):
    """What a scheme makes of the marks."""

    aspects: list[AspectResult]
    result: int | None
    band: str
    band_en: str

    @property
    def by_aspect(self) -> dict[int, AspectResult]:
        return {each.aspect_id: each for each in self.aspects}


class LockedResult(NamedTuple):
    """What an assessment came to, once it is locked."""

    moment: Moment
    unit_name: str
    scheme: Any
    aspects: list[AspectResult]
    result: int | None
    band: str
    band_en: str
    locked_on: dt.date
    reviewers: list[str]


@dataclass(frozen=True)
class Round:
    """An assessment before its row is made, and after."""

    placement: Any  # with person and office
    occasion: Occasion
    scheme: Any
    may_assess: Collection[int]  # supervisors of the office now
    row: Any = None
    markings: Sequence[Any] = ()
    appointments: Sequence[Any] = field(default=())

    @property
    def person_id(self) -> int:
        return int(self.placement.person_id)

    @property
    def office_id(self) -> int:
        return int(self.placement.office_id)

    @property
    def moment(self) -> Moment:
        return self.occasion.moment

    @property
    def unit(self) -> Any:
        return self.occasion.span and self.occasion.span.unit

    @property
    def address(self) -> str:
        """Its part of an address, beside the placement's key."""
        return f"{self.unit.key}-{self.occasion.turn}" if self.unit else ADDRESSES[self.moment]

    @property
    def state(self) -> AssessmentState:
        return self.row.state if self.row else AssessmentState.DRAFT

    @cached_property
    def former_ids(self) -> set[int]:
        """In whose place somebody else was appointed."""
        return {each.instead_of_id for each in self.appointments if each.instead_of_id}

    @cached_property
    def reviewer_ids(self) -> list[int]:
        """Who assess as things stand."""
        sent = [each.author_id for each in self.markings if each.sent_at and not each.is_self]
        appointed = [each.person_id for each in self.appointments]
        never = {self.person_id, *self.former_ids}
        supervisors = self.occasion.supervisors
        who = Candidates(supervisors, appointed, sent, self.may_assess, never)
        return reviewers_for(self.moment.reviewers, who)

    def day_of(self, at: dt.datetime) -> dt.date:
        """The day of a moment, where the internship is."""
        return local_date(at, self.placement.office.zone)

    @property
    def supervisor_ids(self) -> set[int]:
        """Who may open its form: reviewers, and those who were until somebody took their place."""
        return {*self.reviewer_ids, *self.former_ids}

    @property
    def lacks_reviewer(self) -> bool:
        return len(self.reviewer_ids) < self.moment.reviewers

    def marking_of(self, person_id: int) -> Any:
        return next((each for each in self.markings if each.author_id == person_id), None)

    def has_sent(self, person_id: int) -> bool:
        marking = self.marking_of(person_id)
        return bool(marking and marking.sent_at and not marking.void_at)

    @cached_property
    def silent_ids(self) -> list[int]:
        """Reviewers who have not sent."""
        return [each for each in self.reviewer_ids if not self.has_sent(each)]

    def seen_by(self, person_id: int, *, watches: bool = False) -> list[Any]:
        """The markings that somebody may see: their own, and the others' once all reviewers have
        sent; the intern those of the reviewers once it was discussed. Nothing else gives any out.
        """
        is_intern, is_reviewer = person_id == self.person_id, person_id in self.reviewer_ids
        sees_all = not self.state.is_draft and (
            self.state.is_open_to_intern if is_intern else is_reviewer or watches
        )
        own = self.marking_of(person_id)
        if not sees_all:
            return [own] if own else []
        own_words = self.marking_of(self.person_id)
        return [*self.counted, own_words] if own_words and own_words.sent_at else self.counted

    def shows_all(self, seen: Sequence[Any]) -> bool:
        """Whether somebody who sees these may see what they come to."""
        return not self.state.is_draft and all(each in seen for each in self.counted)

    @property
    def counted(self) -> list[Any]:
        """What the reviewers sent, in their order."""
        return [self.marking_of(each) for each in self.reviewer_ids if self.has_sent(each)]
