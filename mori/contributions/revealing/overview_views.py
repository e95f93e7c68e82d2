"""How it is said on Ringkasan that an office owes a conclusion."""

from typing import Any

from flask import url_for
from flask_babel import lazy_gettext, ngettext

from mori.core.counts.overview import Attention, Found

from . import overview_queries


def _owed(row: Found) -> tuple[Any, Any]:
    said = ngettext(
        "%(num)d promised conclusion on a case is late",
        "%(num)d promised conclusions on cases are late",
        row.n or 0,
    )
    return said, ""


ATTENTIONS = (
    Attention(
        "conclusions_owed",
        72,
        "matter.step",
        overview_queries.conclusions_owed,
        _owed,
        lambda _row: url_for("matters.matters"),
        lazy_gettext("See"),
        "chat",
    ),
)
