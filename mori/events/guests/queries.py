"""What numbers and letters an event has given."""

from typing import Any, NamedTuple

from ..models import Participant


class Given(NamedTuple):
    """The four letters given so far, and the last number."""

    codes: set[str]
    last_row: int


def numbers_given(event_id: int) -> Given:
    rows: list[Any] = list(
        Participant.select(Participant.short_code, Participant.row)
        .where(Participant.event == event_id)
        .tuples()
    )
    return Given({code for code, _row in rows}, max((row for _code, row in rows), default=0))
