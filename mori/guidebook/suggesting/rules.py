"""How a reader's suggestion goes on. No database, no request."""

from mori.core.words import Labelled, marked

LONGEST = 600


class SuggestionState(Labelled):
    WAITING = "waiting", marked("Waiting")
    ADOPTED = "adopted", marked("Taken over")
    DECLINED = "declined", marked("Not taken over")


SUGGESTION_MOVES = {
    "adopt": ({SuggestionState.WAITING}, SuggestionState.ADOPTED),
    "decline": ({SuggestionState.WAITING}, SuggestionState.DECLINED),
}
