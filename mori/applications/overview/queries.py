"""For Ringkasan: how many applicants wait for a reply, and by when the first expects it."""

from typing import Any

from mori.core.counts.overview import counted_since
from mori.core.db import literals

from ..models import Applicant, Application
from ..rules import ApplicantState


def awaiting_reply(office: Any) -> Any:
    """One row: those that were sent and that nobody has looked at, and the first day to reply."""
    rows = (
        Applicant.select()
        .join(Application)
        .where(
            Applicant.office == office,
            Applicant.state.in_(literals([ApplicantState.SUBMITTED])),
        )
    )
    return counted_since("applications", rows, Application.reply_by, order=Applicant.id)
