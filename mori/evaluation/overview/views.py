"""How it is said, and where it is done."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from mori.core.counts.overview import Attention, Found
from mori.web.filters import short_day
from mori.web.i18n import locale

from . import queries


def _since(row: Found) -> Any:
    return ngettext("Ended %(num)d working day ago.", "Ended %(num)d working days ago.", row.n or 0)


def _final(row: Found) -> tuple[Any, Any]:
    return _("the final assessment is not finished"), _since(row)


def _unit_end(row: Found) -> tuple[Any, Any]:
    return _("a stay in a unit is not assessed yet"), _since(row)


def _report(row: Found) -> tuple[Any, Any]:
    day = short_day(locale(), row.day) if row.day else ""
    return _("no final report yet"), _("The internship ends on %(day)s.", day=day)


def _watched(row: Found) -> str:
    return url_for("watching.placement", key=row.key)


ATTENTIONS = (
    Attention(
        "finals", 35, "assessment.watch", queries.finals, _final, _watched,
        lazy_gettext("See who owes it"), "list", counts_workdays=True,
    ),
    Attention(
        "unit_ends", 36, "assessment.watch", queries.unit_ends, _unit_end, _watched,
        lazy_gettext("See who owes it"), "list", counts_workdays=True,
    ),
    Attention(
        "reports", 65, "report.read", queries.reports, _report,
        lambda row: url_for("reports.report", key=row.key), lazy_gettext("Open"), "book",
    ),
)  # fmt: skip
