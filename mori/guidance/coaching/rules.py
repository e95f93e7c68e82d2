"""What was agreed when an intern was coached. No database, no request."""

import datetime as dt

from mori.core.words import Labelled, marked

MAX_TEXT = 2000
SHOWN_TODAY = 3  # notes on an intern's start page
SHOWN_BESIDE = 3  # agreements beside an assessment
SOON = dt.timedelta(days=3)  # so long before its day an agreement stands on the start page


class AgreementState(Labelled):
    """How far it is with what a note says was agreed."""

    NONE = "none", marked("Nothing agreed")
    OPEN = "open", marked("Agreed")
    DONE = "done", marked("Done")

    @property
    def is_open(self) -> bool:
        return self is AgreementState.OPEN

    @property
    def is_done(self) -> bool:
        return self is AgreementState.DONE


MOVES = {
    "finish": ({AgreementState.OPEN}, AgreementState.DONE),
    "reopen": ({AgreementState.DONE}, AgreementState.OPEN),
}
