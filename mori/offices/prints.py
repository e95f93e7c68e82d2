"""What every printed sheet of an office begins with. No request."""

import datetime as dt
from typing import Any

from flask_babel import gettext as _

from mori.core.clock import local_date
from mori.core.files.documents import COUNT
from mori.web import filters

from .models import Office

Shown = dict[str, Any]


def frame(office: Office, title: str, locale: str, at: dt.datetime) -> Shown:
    """What every sheet of an office has: heading, footer, place and day."""
    moment = filters.public_moment(locale, at, office.zone)
    today = local_date(at, office.zone)
    return {
        "title": title,
        "lang": locale,
        "letterhead": [line for line in office.letterhead.splitlines() if line.strip()],
        "office": {"name": office.name, "address": office.address},
        "place": f"{office.seat}, {filters.day_month(locale, today)} {today.year}",
        "unprinted": _(
            "□ stands for a sign that this PDF cannot print, %(count)s in all. On the screen every "
            "text stands as it was written.",
            count=COUNT,
        ),
        "footer": _(
            "Made by MORI on %(moment)s. MORI is not an official product of Ombudsman RI.",
            moment=moment,
        ),
    }
