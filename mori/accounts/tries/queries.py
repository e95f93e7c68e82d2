"""What was tried in vain of late."""

import datetime as dt

from ..models import FailedSignIn


def failures_since(subject: str, since: dt.datetime, most: int) -> list[dt.datetime]:
    """When something failed for a subject since a moment, the latest first."""
    rows = (
        FailedSignIn.select(FailedSignIn.at)
        .where(FailedSignIn.subject == subject, FailedSignIn.at > since)
        .order_by(FailedSignIn.at.desc())
        .limit(most)
    )
    return [row.at for row in rows]
