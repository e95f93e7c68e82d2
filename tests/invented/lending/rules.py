"""What may happen to an umbrella. Invented: see house/test_a_slice_is_cheap.py."""

from mori.core.words import Labelled


class LoanState(Labelled):
    LENT = "lent", "Lent"
    BACK = "back", "Given back"


MOVES = {"give_back": ({LoanState.LENT}, LoanState.BACK)}
