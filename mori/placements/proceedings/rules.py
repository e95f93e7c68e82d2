"""A warning or an early end that an office means to do. No database, no request."""

import datetime as dt
import hashlib
from collections.abc import Collection, Sequence
from dataclasses import replace

from mori.core.words import Labelled, marked
from mori.core.workdays import Calendar
from mori.safeguarding.routing.rules import Caller, Officer, in_order

DAYS_TO_ANSWER = 3  # working days that an intern has, and then each second signer


class ProceedingKind(Labelled):
    WARNING = "warning", marked("Warning letter")
    END = "end", marked("Early end")

    @property
    def is_end(self) -> bool:
        return self is ProceedingKind.END


class ProceedingState(Labelled):
    ASKED = "asked", marked("Waits for the intern's words")
    HEARD = "heard", marked("The intern has answered, a second signer reads")
    UNANSWERED = "unanswered", marked("No answer came, a second signer reads")
    SIGNED = "signed", marked("Signed by a second")
    REFUSED = "refused", marked("Not signed: it does not happen")
    DROPPED = "dropped", marked("Taken back")
    DONE = "done", marked("Done")

    @property
    def is_asked(self) -> bool:
        return self is ProceedingState.ASKED

    @property
    def is_unanswered(self) -> bool:
        return self is ProceedingState.UNANSWERED

    @property
    def is_signed(self) -> bool:
        return self is ProceedingState.SIGNED

    @property
    def is_done(self) -> bool:
        return self is ProceedingState.DONE

    @property
    def is_read(self) -> bool:
        """A second signer reads it."""
        return self in READ

    @property
    def may_be_answered(self) -> bool:
        return self in MOVES["answer"][0]

    @property
    def may_be_dropped(self) -> bool:
        return self in MOVES["drop"][0]

    @property
    def has_paper(self) -> bool:
        return self.is_signed or self.is_done


READ = frozenset({ProceedingState.HEARD, ProceedingState.UNANSWERED})
OPEN = READ | {ProceedingState.ASKED, ProceedingState.SIGNED}
MOVES = {
    "answer": ({ProceedingState.ASKED, ProceedingState.UNANSWERED}, ProceedingState.HEARD),
    "lapse": ({ProceedingState.ASKED}, ProceedingState.UNANSWERED),
    "sign": (READ, ProceedingState.SIGNED),
    "refuse": (READ, ProceedingState.REFUSED),
    "drop": (OPEN, ProceedingState.DROPPED),
    "finish": ({ProceedingState.SIGNED}, ProceedingState.DONE),
}


def days_later(calendar: Calendar, day: dt.date, count: int = DAYS_TO_ANSWER) -> dt.date:
    """The working day that is so many later; until its end somebody has time."""
    for _each in range(count):
        day = calendar.next_workday(day)
    return day


def signers_in_order(officers: Sequence[Officer], caller: Caller, lot: str) -> list[int]:
    """Who may sign as a second, as the Red Button calls: never somebody who is excluded.

    Within a step of that order a lot decides and not the duty, so that whoever is not asked
    cannot tell why. For the same reason nobody is asked first because the intern chose them.
    """
    drawn = sorted(officers, key=lambda officer: _drawn(lot, officer.person))
    awake = [each._replace(is_on_duty=not each.is_head) for each in drawn]
    ranked = in_order(awake, replace(caller, chosen=frozenset(), last=None))
    return list(dict.fromkeys(officer.person for officer in ranked))


def _drawn(lot: str, person_id: int) -> str:
    return hashlib.sha256(f"{lot} {person_id}".encode()).hexdigest()


def next_signer(order: Sequence[int], had: Sequence[int]) -> int | None:
    """The first who was not asked yet; once all were, whoever was asked the longest ago."""
    fresh = [person for person in order if person not in had]
    again = sorted(order, key=lambda person: _last(had, person))
    return next(iter([*fresh, *again]), None)


def _last(had: Sequence[int], person: int) -> int:
    return max((number for number, each in enumerate(had) if each == person), default=-1)


def is_passed_on(
    signer: int | None, order: Collection[int], until: dt.date | None, today: dt.date
) -> bool:
    """Whether somebody else is asked: nobody is, they no longer may, or their days are over."""
    return signer is None or signer not in order or (until is not None and until < today)
