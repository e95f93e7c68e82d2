"""How an agreement goes on, and what a day makes of it. No database, no request."""

import datetime as dt
from collections.abc import Collection

from mori.core.words import Labelled, marked

NOTICES = (180, 90, 30, 7)  # days before the last one on which an office is told
EXPIRING = NOTICES[0]
LONGEST = 10 * 366  # days
PURPOSE = "institutions.agreement"  # of the link by which an institution signs


class Level(Labelled):
    """Who agrees: the national heads, or the head of one office with an institution."""

    MOU = "mou", marked("Memorandum of understanding (MoU)")
    PKS = "pks", marked("Cooperation agreement (PKS)")

    @property
    def is_signed_here(self) -> bool:
        """Whether the office's own head signs it, and so may do it in MORI."""
        return self is Level.PKS


class AgreementState(Labelled):
    DRAFT = "draft", marked("Draft")
    SIGNED = "signed", marked("Signed")
    RENEWED = "renewed", marked("Renewed")
    ENDED = "ended", marked("Ended")


MOVES = {
    "sign": ({AgreementState.DRAFT}, AgreementState.SIGNED),
    "renew": ({AgreementState.SIGNED}, AgreementState.RENEWED),
    "end": ({AgreementState.DRAFT, AgreementState.SIGNED}, AgreementState.ENDED),
}


class Standing(Labelled):
    """What a day makes of an agreement: its state, and for a signed one its period."""

    DRAFT = "draft", marked("Draft")
    AHEAD = "ahead", marked("Signed, begins later")
    IN_FORCE = "in_force", marked("In force")
    EXPIRING = "expiring", marked("In force, ends soon")
    LAPSED = "lapsed", marked("Lapsed")
    RENEWED = "renewed", marked("Renewed")
    ENDED = "ended", marked("Ended")

    @property
    def is_in_force(self) -> bool:
        return self in (Standing.IN_FORCE, Standing.EXPIRING)


def standing(state: AgreementState, begins_on: dt.date, ends_on: dt.date, day: dt.date) -> Standing:
    if state is not AgreementState.SIGNED:
        return Standing(state.value)
    if day < begins_on:
        return Standing.AHEAD
    if day > ends_on:
        return Standing.LAPSED
    is_ending = (ends_on - day).days <= EXPIRING
    return Standing.EXPIRING if is_ending else Standing.IN_FORCE


def notice_due(ends_on: dt.date, day: dt.date, told: Collection[int]) -> int | None:
    """Which notice is due: the latest that has come, unless it or a later one was given.

    Whoever starts late gets one mail, not four; after the last day none.
    """
    left = (ends_on - day).days
    come = [each for each in NOTICES if 0 <= left <= each]
    return min(come) if come and not any(each <= min(come) for each in told) else None
