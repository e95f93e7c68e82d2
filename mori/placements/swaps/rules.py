"""Two interns who change places for some days. No database, no request."""

import datetime as dt
from collections.abc import Sequence

from mori.core.words import Labelled, marked

from ..planning.rules import joined
from ..rules import SpanPlan, days_between


class SwapState(Labelled):
    ASKED = "asked", marked("Waits for both units")
    DONE = "done", marked("Agreed and done")
    REFUSED = "refused", marked("Refused")
    WITHDRAWN = "withdrawn", marked("Withdrawn")


MOVES = {
    "do": ({SwapState.ASKED}, SwapState.DONE),
    "refuse": ({SwapState.ASKED}, SwapState.REFUSED),
    "withdraw": ({SwapState.ASKED}, SwapState.WITHDRAWN),
}


def only_span(spans: Sequence[SpanPlan], first: dt.date, last: dt.date) -> SpanPlan | None:
    """The one span that covers all days of a stretch; None where there is none or another."""
    return next((each for each in spans if each.starts_on <= first and last <= each.ends_on), None)


def with_span(
    spans: Sequence[SpanPlan], first: dt.date, last: dt.date, other: SpanPlan
) -> list[SpanPlan]:
    """A rotation with another's unit and people on the days of a stretch."""
    by_day = {
        day: span for span in spans for day in days_between(span.starts_on, span.ends_on)
    } | dict.fromkeys(days_between(first, last), other)
    return joined(by_day)
