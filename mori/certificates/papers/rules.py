"""What may happen to a paper. No database, no request."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mori.certificates.statements.rules import PaperKind
from mori.core.words import Labelled, marked
from mori.evaluation.assessments.rules import Missing
from mori.placements.rules import PlacementState


class PaperState(Labelled):
    AWAITING_NUMBER = "awaiting", marked("Number awaited")
    UNSIGNED = "unsigned", marked("Not signed yet")
    SIGNED = "signed", marked("Signed")
    REVOKED = "revoked", marked("Revoked")
    DROPPED = "dropped", marked("Dropped")

    @property
    def is_awaiting_number(self) -> bool:
        return self is PaperState.AWAITING_NUMBER

    @property
    def is_unsigned(self) -> bool:
        return self is PaperState.UNSIGNED

    @property
    def is_signed(self) -> bool:
        return self is PaperState.SIGNED

    @property
    def is_revoked(self) -> bool:
        return self is PaperState.REVOKED


STANDING = frozenset({PaperState.AWAITING_NUMBER, PaperState.UNSIGNED, PaperState.SIGNED})
NUMBERED = frozenset({PaperState.UNSIGNED, PaperState.SIGNED, PaperState.REVOKED})

MOVES = {
    "number": ({PaperState.AWAITING_NUMBER}, PaperState.UNSIGNED),
    "drop": ({PaperState.AWAITING_NUMBER}, PaperState.DROPPED),
    "sign": ({PaperState.UNSIGNED}, PaperState.SIGNED),
    "revoke": ({PaperState.UNSIGNED, PaperState.SIGNED}, PaperState.REVOKED),
}


class Obstacle(Labelled):
    """What keeps a paper from being made."""

    NOT_OVER = "not_over", marked("The internship is not over yet.")
    WITHDRAWN = "withdrawn", marked("The intern stepped back: no paper is made.")
    ENDED_EARLY = "ended_early", marked("It ended early without a final assessment.")
    NOT_ASSESSED = "not_assessed", marked("The assessment is not finished yet.")
    NO_SIGNATORY = "no_signatory", marked("Nobody in the list of signatories signs on this date.")
    STANDS = "stands", marked("There is one already.")
    TAKEN = (
        "taken",
        marked(
            "Another office's paper has the next number. Put this office's code into the pattern."
        ),
    )


OVER = frozenset({PlacementState.FINISHED, PlacementState.ENDED_EARLY})


class Ending(NamedTuple):
    """How an internship ended, as far as papers ask."""

    state: PlacementState
    has_final: bool  # its final assessment is locked
    missing: Sequence[Missing] = ()  # what of the assessments is still owed


def obstacles(kind: PaperKind, ending: Ending) -> Iterator[Obstacle]:
    """Who may get what.

    The letter says that somebody was here, however it ended. A transcript lists what was done,
    and after an ordinary end the marks too. A certificate is for those who finished, and for
    those who ended early and were assessed all the same.
    """
    if ending.state is PlacementState.WITHDRAWN:
        yield Obstacle.WITHDRAWN
    elif ending.state not in OVER:
        yield Obstacle.NOT_OVER
    elif ending.state is PlacementState.FINISHED:
        if kind is not PaperKind.LETTER and ending.missing:
            yield Obstacle.NOT_ASSESSED
    elif kind is PaperKind.CERTIFICATE and not ending.has_final:
        yield Obstacle.ENDED_EARLY
