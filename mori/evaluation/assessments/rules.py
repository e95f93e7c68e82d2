"""When an internship is assessed, by whom, and what it comes to. No database, no request."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple, Protocol

from mori.core.words import Labelled, marked
from mori.core.workdays import DAY
from mori.evaluation.rules import Moment
from mori.evaluation.schemes.rules import Mark, Scale, band_at, result_of, rounded
from mori.placements.rules import span_on

HAS_MIDDLE = 9 * 7  # days from which on an internship is assessed in its middle
OPENS = dt.timedelta(days=7)  # so long before its day an assessment may be written
SILENT_AFTER = 5  # working days after which whoever owes one is named to the coordinator
OWED_FOR = dt.timedelta(days=120)  # after an internship's end lists name it no longer
UNBANDED = 4  # without bands, marks may differ by this part of the scale
MOST_WORDS = 1000
ADDRESSES = {Moment.MIDDLE: "tengah", Moment.FINAL: "akhir", Moment.REPORT: "laporan"}
MOST_REASON = 300


class AssessmentState(Labelled):
    DRAFT = "draft", marked("Being assessed")
    SENT = "sent", marked("Sent by all reviewers")
    DISCUSSED = "discussed", marked("Discussed")
    LOCKED = "locked", marked("Locked")

    @property
    def is_draft(self) -> bool:
        return self is AssessmentState.DRAFT

    @property
    def is_sent(self) -> bool:
        return self is AssessmentState.SENT

    @property
    def is_discussed(self) -> bool:
        return self is AssessmentState.DISCUSSED

    @property
    def is_locked(self) -> bool:
        return self is AssessmentState.LOCKED

    @property
    def is_open_to_intern(self) -> bool:
        """Whether the intern sees what the reviewers gave."""
        return self in TOLD


TOLD = frozenset({AssessmentState.DISCUSSED, AssessmentState.LOCKED})
MOVES = {
    "send": ({AssessmentState.DRAFT}, AssessmentState.SENT),
    "discuss": ({AssessmentState.SENT}, AssessmentState.DISCUSSED),
    "lock": ({AssessmentState.DISCUSSED}, AssessmentState.LOCKED),
    "reopen": ({AssessmentState.SENT} | TOLD, AssessmentState.DRAFT),
}


class Missing(Labelled):
    """What still keeps an internship from its end, in words."""

    REVIEWER = "reviewer", marked("Final: a second reviewer has to be named by the coordinator")
    MARKS = "marks", marked("Final: a reviewer still has to send their marks")
    AGREEMENT = "agreement", marked("Final: the reviewers still have to agree on a value")
    DISCUSSION = "discussion", marked("Final: still to be discussed with the intern")
    LOCK = "lock", marked("Final: still to be locked")
    REPORT_REVIEWER = (
        "report_reviewer",
        marked("Report: a second reviewer has to be named by the coordinator"),
    )
    REPORT_MARKS = "report_marks", marked("Report: a reviewer still has to send their marks")
    REPORT_AGREEMENT = (
        "report_agreement",
        marked("Report: the reviewers still have to agree on a value"),
    )
    REPORT_DISCUSSION = "report_discussion", marked("Report: still to be discussed with the intern")
    REPORT_LOCK = "report_lock", marked("Report: still to be locked")

    def of(self, moment: Moment) -> "Missing":
        return Missing(f"report_{self}") if moment is Moment.REPORT else self


class Stay(Protocol):
    """A span, as far as assessing asks."""

    @property
    def unit_id(self) -> int: ...
    @property
    def starts_on(self) -> dt.date: ...
    @property
    def ends_on(self) -> dt.date: ...
    @property
    def supervisor_id(self) -> int: ...


@dataclass(frozen=True)
class Occasion:
    """What is assessed: a moment of an internship, and the days it looks back on."""

    moment: Moment
    first: dt.date
    last: dt.date
    supervisors: tuple[int, ...]  # who assess unless somebody is appointed, the nearest first
    span: Any = None  # whose end it is
    turn: int = 0  # how often the intern has been in the span's unit by then

    @property
    def unit_id(self) -> int | None:
        return self.span.unit_id if self.span else None

    @property
    def place(self) -> tuple[Moment, int | None, int]:
        """By which it is found again, however its days move."""
        return self.moment, self.unit_id, self.turn

    @property
    def is_past(self) -> bool:
        """Whether the internship was changed since, so that nobody would be asked any more."""
        return not self.supervisors

    @property
    def opens_on(self) -> dt.date:
        return self.last - OPENS


def occasions(starts_on: dt.date, ends_on: dt.date, spans: Sequence[Stay]) -> list[Occasion]:
    """All that an internship may be assessed on, in the order of their days."""
    found = [*_units(spans)]
    middle = starts_on + (ends_on - starts_on) // (2 * DAY) * DAY
    within = span_on(spans, middle)
    if within and (ends_on - starts_on).days + 1 >= HAS_MIDDLE:
        found.append(Occasion(Moment.MIDDLE, starts_on, middle, (within.supervisor_id,)))
    both = _nearest(spans)
    found += [Occasion(each, starts_on, ends_on, both) for each in (Moment.FINAL, Moment.REPORT)]
    order = [*Moment]
    return sorted(found, key=lambda each: (each.last, order.index(each.moment)))


def _units(spans: Sequence[Stay]) -> Iterable[Occasion]:
    turns: Counter[int] = Counter()
    for span in spans:
        turns[span.unit_id] += 1
        yield Occasion(
            Moment.UNIT_END, span.starts_on, span.ends_on,
            (span.supervisor_id,), span, turns[span.unit_id],
        )  # fmt: skip


def _nearest(spans: Sequence[Stay]) -> tuple[int, ...]:
    """The last span's supervisor, then the others by the days they had the intern."""
    days: Counter[int] = Counter()
    for span in spans:
        days[span.supervisor_id] += (span.ends_on - span.starts_on).days + 1
    last = spans[-1].supervisor_id if spans else None
    return tuple(sorted(days, key=lambda each: (each != last, -days[each])))


class Candidates(NamedTuple):
    """Who may come to assess, by what makes them."""

    supervisors: Sequence[int]
    appointed: Sequence[int]
    sent: Sequence[int]  # whoever has sent marks that count
    may_assess: Collection[int]  # supervisors of the office now
    never: Collection[int]  # the intern, and in whose place somebody was appointed


def reviewers_for(needed: int, who: Candidates) -> list[int]:
    """Who assess: whoever has sent stays, then those appointed, then the supervisors."""
    able = [each for each in (*who.appointed, *who.supervisors) if each in who.may_assess]
    ranked = [each for each in dict.fromkeys((*who.sent, *able)) if each not in who.never]
    order = [*who.supervisors, *who.appointed]
    return sorted(ranked[:needed], key=lambda each: order.index(each) if each in order else -1)


Marks = Mapping[int, int | None]  # by aspect; None could not be judged


def differing(
    scale: Scale, starts: Sequence[int], weights: Mapping[int, int | None], one: Marks, other: Marks
) -> list[int]:
    """The aspects on which two reviewers have to agree: they lie more than a band apart.

    So does every aspect they differ in, where their results would lie more than a band apart.
    """
    both = [each for each in weights if None not in (one.get(each), other.get(each))]
    apart = [each for each in both if _is_far(scale, starts, one[each], other[each])]
    if apart or not both:
        return apart
    results = [result_of(Mark(of[each], weights[each]) for each in both) for of in (one, other)]
    is_far = _is_far(scale, starts, *results)
    return [each for each in both if one[each] != other[each]] if is_far else []


def _is_far(scale: Scale, starts: Sequence[int], one: Any, other: Any) -> bool:
    if starts:
        places = [band_at(each, starts) or 0 for each in (one, other)]
        return abs(places[0] - places[1]) > 1
    return bool(abs(one - other) * UNBANDED > scale.highest - scale.lowest)


def combined(given: Iterable[int | None], agreed: int | None) -> int | None:
    """What an aspect comes to: what was agreed on, else the mean of those who could judge."""
    judged = [each for each in given if each is not None]
    if agreed is not None or not judged:
        return agreed
    return rounded(Fraction(sum(judged), len(judged)))


def needs_reason(scale: Scale, value: int | None) -> bool:
    """Whether a mark stands at either end of its scale."""
    return value in (scale.lowest, scale.highest)
