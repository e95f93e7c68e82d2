"""How it is said on Ringkasan that applications wait."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from mori.core.counts.overview import Attention, Found
from mori.web.filters import short_day
from mori.web.i18n import locale

from . import queries


def _wait(row: Found) -> tuple[Any, Any]:
    said = ngettext(
        "%(num)d applicant waits for a reply", "%(num)d applicants wait for a reply", row.n or 0
    )
    by = _("The first by %(day)s.", day=short_day(locale(), row.day)) if row.day else ""
    return said, by


ATTENTIONS = (
    Attention(
        "applications",
        40,
        "application.decide",
        queries.awaiting_reply,
        _wait,
        lambda _row: url_for("desk.applicants"),
        lazy_gettext("See"),
        "in",
    ),
)
