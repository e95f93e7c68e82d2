"""The month of an office as a sheet to sign. No request."""

import datetime as dt
from typing import Any

from flask_babel import gettext as _

from mori.offices.models import Office
from mori.offices.prints import frame
from mori.web import filters

from .months import OfficeMonth
from .rules import Sign


def title_of(found: OfficeMonth, unit: str, locale: str) -> str:
    month = filters.month(locale, found.month.first)
    title = _("Attendance recap, %(month)s", month=month)
    return f"{title} · {unit}" if unit else title


def content_of(
    office: Office, found: OfficeMonth, unit: str, locale: str, at: dt.datetime
) -> dict[str, Any]:
    return {
        **frame(office, title_of(found, unit, locale), locale, at),
        "flipped": True,
        "words": {"empty": _("Nobody is placed here on these days.")},
        "heads": found.heads(locale),
        "outside": Sign.OUTSIDE.value,
        "days": len(found.days),
        "rows": [row.cells(locale) for row in found.rows],
        "shaded": [n for n, day in enumerate(found.days) if day in found.closed],
        "legend": [f"{sign} = {words}" for sign, words in found.legend()],
        "notes": [*found.holidays(locale), *found.reasons()],
        "signatures": [
            {"role": _("Internship coordinator"), "name": ""},
            {"role": _("Head of office"), "name": ""},
        ],
    }
