"""How it is said, and where it is done."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from mori.core.counts.overview import BADGE, Attention, Figure, Found
from mori.web.filters import short_day
from mori.web.i18n import locale
from mori.web.menu import page_url

from ..review.rules import COORDINATOR_AFTER
from . import queries
from .rules import SILENT_AFTER


def _without_a_word(row: Found) -> tuple[Any, Any]:
    if row.day is None or row.n is None:
        return _("has never given a word"), _("No attendance, no entry and no leave so far.")
    said = ngettext("silent for %(num)d working day", "silent for %(num)d working days", row.n)
    last = short_day(locale(), row.day)
    return said, _("The last word is of %(day)s. No leave was asked for.", day=last)


def _waits(row: Found) -> tuple[Any, Any]:
    oldest = short_day(locale(), row.day) if row.day else ""
    said = ngettext(
        "%(num)d entry past %(limit)d working days",
        "%(num)d entries past %(limit)d working days",
        row.n or 0,
        limit=COORDINATOR_AFTER - 1,
    )
    return said, _("The oldest is of %(day)s.", day=oldest)


ATTENTIONS = (
    Attention(
        "silent", 20, "placement.read", queries.silent, _without_a_word,
        lambda row: page_url("placement", key=row.key), lazy_gettext("Ask"), "warning",
        counts_workdays=True,
    ),
    Attention(
        "overdue", 30, "entry.reassign", queries.overdue, _waits,
        lambda row: url_for("overdue.overdue", pembimbing=row.key),
        lazy_gettext("Remind or hand over"), "clock",
        otherwise=("overdue.list", lazy_gettext("Look")), is_staff=True,
    ),
)  # fmt: skip

FIGURES = (
    Figure(
        "silent", 4, "placement.list", queries.silent_count,
        lambda value: ngettext(
            "intern silent over %(limit)d working days",
            "interns silent over %(limit)d working days",
            value.n or 0,
            limit=SILENT_AFTER - 1,
        ),
        "",
    ),
    Figure("overdue", BADGE, "overdue.list", queries.overdue_count, badge="overdue"),
)  # fmt: skip
