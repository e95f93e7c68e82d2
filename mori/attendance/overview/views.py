"""How it is said, and where it is done."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from mori.core.counts.overview import BADGE, Attention, Figure, Found
from mori.web.filters import short_day
from mori.web.i18n import locale

from . import queries


def _asks(row: Found) -> tuple[Any, Any]:
    day = short_day(locale(), row.day) if row.day else ""
    asks = _("asks to be away for part of a day") if row.n else _("asks to correct an attendance")
    return asks, _("Of %(day)s. Accept it, or say why not.", day=day)


ATTENTIONS = (
    Attention(
        "corrections", 40, "correction.decide", queries.corrections, _asks,
        lambda row: url_for("corrections.correction", key=row.key), lazy_gettext("Decide"), "pen",
    ),
)  # fmt: skip

FIGURES = (Figure("corrections", BADGE, "correction.list", queries.count, badge="interns"),)
