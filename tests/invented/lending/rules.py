"""What may happen to an umbrella. Invented: see house/test_a_slice_is_cheap.py."""

from enum import StrEnum


class LoanState(StrEnum):
    LENT = "lent"
    BACK = "back"


MOVES = {"give_back": ({LoanState.LENT}, LoanState.BACK)}
