"""Who opens what is sealed, and for how long. No database, no request."""

import datetime as dt

IDLE = dt.timedelta(minutes=15)  # after which a case is closed to the eye again


def about_share(case: str, number: int) -> bytes:
    """What a share is about: of this case's pair, and of no other."""
    return f"share {case} {number}".encode()
