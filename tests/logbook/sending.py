"""Writing a day as the page for it does."""

import datetime as dt

from tests.cast import TODAY

YESTERDAY = TODAY - dt.timedelta(days=1)


def send(browser, text="Menerima tiga konsultasi.", day=TODAY, **more):
    return browser.post(
        "/logbook", {"token": "t1", "day": day, "text": text, "activity": "", **more}
    )
