"""Which calls have a case that goes on. No database, no request."""

# States by their values: somebody still has to be reached, or nothing is due any more.
NOT_REACHED = frozenset({"received", "notified", "acknowledged"})
OVER = frozenset({"ended", "closed"})
NOT_IN_CARE = NOT_REACHED | OVER


def is_in_care(state: str) -> bool:
    """Whether the person was reached, and their case is not over."""
    return state not in NOT_IN_CARE
