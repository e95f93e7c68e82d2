"""What an intern's phone keeps of a day's presence."""

from mori.core.words import marked
from mori.web.phone.worker import Address, WaitingForm

WAITING_FORMS = (
    WaitingForm(
        "in",
        marked("Check-in"),
        [Address("attendance.check_in")],
        prose=["kode"],
        offered="attendance/_kept_check_in.html",
        is_daily=True,
        stands_for="attendance.scanned",
    ),
    WaitingForm(
        "out",
        marked("Check-out"),
        [Address("attendance.check_out")],
        offered="attendance/_kept_check_out.html",
        is_daily=True,
        after="in",
    ),
    WaitingForm(
        "report",
        marked("Notice of absence"),
        [Address("attendance.report", files="papers.add_queued_paper")],
        prose=["note"],
    ),
    WaitingForm(
        "paper",
        marked("Paper"),
        [Address("papers.add_queued_paper")],
        borrows={"day": "day"},
    ),
)
