"""The tap behind the page of whoever called, for forms that a case adds to it."""

from mori.safeguarding.alerts.models import Tap
from mori.safeguarding.receipts.views import receipt_of


def tap_to_answer(code: str) -> Tap | None:
    """A tap that its phone or person may follow; None where it was called an accident.

    That page is the same for ever: what is sent from it is answered like all else, and not kept.
    """
    found = receipt_of(code)
    tap = found.replayed
    return tap if found.may_tell else None
