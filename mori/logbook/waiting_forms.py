"""What a phone keeps of the logbook."""

from mori.core.words import marked
from mori.web.phone.worker import Address, WaitingForm

WAITING_FORMS = (
    WaitingForm(
        "entry",
        marked("Entry"),
        [
            Address("writing.submit", "writing.new_entry?hari={day}", "photos.add_queued"),
            Address("logbook.change", "logbook.entry", "photos.add_photos"),
        ],
        prose=["text", "learnt", "obstacles"],
        offered="logbook/_kept_entry.html",
        stands_for="writing.new_entry",
    ),
    WaitingForm(
        "photo",
        marked("Photo"),
        [Address("photos.add_queued"), Address("photos.add_photos")],
        borrows={"entry_token": "token", "day": "day", "readable": "readable"},  # nosec B105
    ),
    WaitingForm(
        "comment",
        marked("Comment"),
        [Address("logbook.comment", "logbook.entry")],
        prose=["text"],
    ),
)
