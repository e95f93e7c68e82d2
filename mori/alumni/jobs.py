"""What keeps alumni's records true without anybody asking, and writes to many of them.

In threads of their own: neither other mail nor calls for help wait for them.
"""

import datetime as dt
from collections.abc import Callable
from functools import partial

from mori.config import Settings
from mori.core.files.store import Store, open_store
from mori.core.jobs import Apart, Job
from mori.links.operations import Post
from mori.notifications.jobs import HOUR, periodic

from .applying.forgetting_operations import end_left, forget_rows
from .asking.operations import keep_in_touch
from .imports.steps.operations import clear_next
from .merging.pair_operations import compare_next
from .messages.sending_operations import settle_stopped
from .privacy.operations import forget_closed, forget_contacts
from .records.operations import follow_accounts, keep_finished
from .retention.rules import periods

AT_ONCE = 200  # rows thrown away in one transaction
PAUSE = dt.timedelta(minutes=5)


def jobs(settings: Settings) -> list[Job]:
    post = Post(settings.address, settings.key, "/t/{}/{}".format)
    store = open_store(settings.files_url, settings.folder / "files")
    return [
        Apart("alumni records", Records()),
        Apart("duplicates", lambda _at: compare_next()),
        Apart("stopped messages", settle_stopped),
        Apart("lists no longer needed", partial(clear_next, store)),
        periodic("keep in touch", HOUR, partial(keep_in_touch, post)),
        periodic("alumni retention", HOUR, partial(apply_retention, store)),
    ]


def apply_retention(store: Store, at: dt.datetime) -> None:
    """Throw away what was kept long enough: what the table says, and nothing else."""
    for what, period in periods().items():
        while DOES[what](store, at - period.lasts, at):
            pass


# What each row of the table of periods means; each step says how many it threw away.
DOES: dict[str, Callable[[Store, dt.datetime, dt.datetime], int]] = {
    "withdrawn_contacts": lambda _store, before, _at: forget_contacts(before, AT_ONCE),
    "import_rows": lambda _store, before, at: forget_rows(before, AT_ONCE, at),
    "import_left": lambda _store, before, at: end_left(before, AT_ONCE, at),
    "closed_requests": lambda _store, before, _at: forget_closed(before, AT_ONCE),
}


class Records:
    """Keeps finished internships, a few at a time; once none is left, rests for a while."""

    def __init__(self) -> None:
        self._rests_until = dt.datetime.min.replace(tzinfo=dt.UTC)

    def __call__(self, at: dt.datetime) -> bool:
        if at < self._rests_until:
            return False
        if keep_finished(at):
            return True
        follow_accounts(at)
        self._rests_until = at + PAUSE
        return False
