"""Deciding on an entry as the queue does."""

import datetime as dt

SECOND = dt.timedelta(seconds=1)


def approve(browser, entry, **fields):
    return browser.post(
        f"/tinjau/{entry.key}", {"verb": "approve", "revision": entry.revision, **fields}
    )
