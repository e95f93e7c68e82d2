"""How it is said on Ringkasan that invitations wait to be passed on, and events to be reported."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from mori.core.counts.overview import Attention, Found
from mori.web.filters import short_day
from mori.web.i18n import locale

from . import queries


def _untold(row: Found) -> tuple[Any, Any]:
    said = ngettext(
        "has %(num)d invitation that is not passed on yet",
        "has %(num)d invitations that are not passed on yet",
        row.n or 0,
    )
    until = short_day(locale(), row.day) if row.day else ""
    return said, _("Answers are due until %(day)s.", day=until)


def _unreported(row: Found) -> tuple[Any, Any]:
    said = ngettext(
        "%(num)d event is over and not reported",
        "%(num)d events are over and not reported",
        row.n or 0,
    )
    return said, _("The first of %(day)s.", day=short_day(locale(), row.day)) if row.day else ""


ATTENTIONS = (
    Attention(
        "untold_events", 43, "event.change", queries.not_passed_on, _untold,
        lambda row: url_for("telling.to_tell", key=row.key),
        lazy_gettext("Tell them"), "calendar",
    ),
    Attention(
        "unreported_events", 65, "event.change", queries.to_report, _unreported,
        lambda _row: url_for("making.events"),
        lazy_gettext("See"), "calendar",
    ),
)  # fmt: skip
