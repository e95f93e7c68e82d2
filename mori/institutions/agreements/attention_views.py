"""On Ringkasan: which agreements end soon, or have lapsed."""

from typing import Any

from flask import url_for
from flask_babel import lazy_gettext, ngettext

from mori.core.counts.overview import Attention, Found
from mori.web.filters import short_day
from mori.web.i18n import locale

from . import queries


def _ends(row: Found) -> tuple[Any, Any]:
    said = ngettext(
        "%(num)d agreement ends soon or has lapsed",
        "%(num)d agreements end soon or have lapsed",
        row.n or 0,
    )
    return said, short_day(locale(), row.day) if row.day else ""


ATTENTIONS = (
    Attention(
        "agreement",
        85,
        "agreement.list",
        queries.ending,
        _ends,
        lambda _row: url_for("agreements.agreements"),
        lazy_gettext("See"),
        "calendar",
    ),
)
