"""What an office is asked for a study, and what becomes of it. No database."""

import datetime as dt

from mori.core.words import Labelled, marked

TEXT_MOST = 600
MOST_REQUESTS = 12  # of one study
ASKS_FOR = dt.timedelta(days=7)  # after it, nobody is reminded of a deletion any more


class DataState(Labelled):
    """Where a request for data is on its way."""

    ASKED = "asked", marked("Waits for the head")
    GRANTED = "granted", marked("Granted")
    PARTLY = "partly", marked("Granted in part")
    REFUSED = "refused", marked("Refused")
    DELIVERED = "delivered", marked("Handed over")
    DELETED = "deleted", marked("Deletion confirmed")

    @property
    def is_asked(self) -> bool:
        return self is DataState.ASKED

    @property
    def is_granted(self) -> bool:
        return self in (DataState.GRANTED, DataState.PARTLY)

    @property
    def is_delivered(self) -> bool:
        return self is DataState.DELIVERED

    @property
    def is_good(self) -> bool:
        return self in (DataState.GRANTED, DataState.PARTLY, DataState.DELETED)


DATA_MOVES = {
    "grant": ({DataState.ASKED}, DataState.GRANTED),
    "grant_part": ({DataState.ASKED}, DataState.PARTLY),
    "refuse": ({DataState.ASKED}, DataState.REFUSED),
    "deliver": ({DataState.GRANTED, DataState.PARTLY}, DataState.DELIVERED),
    "delete": ({DataState.DELIVERED}, DataState.DELETED),
}


class DataVerdict(Labelled):
    """What a head decides, as the choice says it."""

    GRANT = "grant", marked("Grant it")
    GRANT_PART = "grant_part", marked("Grant a part")
    REFUSE = "refuse", marked("Refuse it")

    @property
    def wants_words(self) -> bool:
        return self is not DataVerdict.GRANT
