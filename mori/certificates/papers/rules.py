"""What may happen to a paper. No database, no request."""

from mori.core.words import Labelled, marked


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
