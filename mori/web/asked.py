"""What an address asks for."""

import datetime as dt

from flask import request


def asked_day() -> dt.date | None:
    """The day in ``?hari=``; None without one, on nonsense, and on a year nobody means."""
    try:
        day = dt.date.fromisoformat(request.args.get("hari", ""))
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2100 else None
