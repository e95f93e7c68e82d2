"""How long what is kept of alumni stays, read from one table. No database, no request."""

import datetime as dt
from pathlib import Path

from mori.background.rules import Period, periods_in

TABLE = Path(__file__).parent / "retention.csv"


def periods() -> dict[str, Period]:
    """All rows of the table, by what they are about."""
    return periods_in(TABLE)


def kept_for(what: str) -> dt.timedelta:
    return periods()[what].lasts
