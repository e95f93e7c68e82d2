"""For Ringkasan: how many applicants wait for a reply, and by when the first expects it."""

from typing import Any

from peewee import SQL, Select, fn

from mori.core.counts.overview import MOST, found
from mori.core.db import literals

from ..models import Applicant, Application
from ..rules import ApplicantState


def awaiting_reply(office: Any) -> Any:
    """One row: those that were sent and that nobody has looked at, and the first day to reply."""
    first = (
        Applicant.select(Application.reply_by)
        .join(Application)
        .where(
            Applicant.office == office,
            Applicant.state.in_(literals([ApplicantState.SUBMITTED])),
        )
        .order_by(Applicant.id)
        .limit(MOST + 1)
        .alias("first")
    )
    columns = found("applications", n=SQL("COALESCE(SUM(1), 0)"), day=fn.MIN(first.c.reply_by))
    return Select([first], columns)
