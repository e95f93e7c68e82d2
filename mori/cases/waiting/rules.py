"""What in a case waits for whoever looks at the duty board. No database, no request."""

from typing import NamedTuple

from mori.core.words import Labelled, marked


class Wait(Labelled):
    NEWS = "news", marked("Something new in a closed call")
    DECIDE = "decide", marked("A step was proposed: you decide with them")
    YES = "yes", marked("A yes was noted: a second officer makes sure")
    ERASE = "erase", marked("The person wants it erased: a second officer makes sure")

    @property
    def is_news(self) -> bool:
        return self is Wait.NEWS

    @property
    def is_yes(self) -> bool:
        return self is Wait.YES

    @property
    def is_erase(self) -> bool:
        return self is Wait.ERASE


class Waiting(NamedTuple):
    """What waits, and the key of the call: nothing of whose it is."""

    what: Wait
    key: str
