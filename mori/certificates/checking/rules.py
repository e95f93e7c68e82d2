"""What a check comes to. No database, no request."""

from mori.core.words import Labelled, marked


class Verdict(Labelled):
    """What is said first to whoever checks a paper."""

    IN_FORCE = "in_force", marked("This paper stands in the register.")
    UNSIGNED = "unsigned", marked("This paper is not signed yet.")
    REVOKED = "revoked", marked("This paper is revoked. It is valid no more.")

    @property
    def is_good(self) -> bool:
        return self is Verdict.IN_FORCE
