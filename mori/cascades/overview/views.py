"""How it is said, and where it is done."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from mori.core.counts.overview import Attention, Found

from . import queries


def _waits(row: Found) -> tuple[Any, Any]:
    return _("reports a teaching"), _("Look at it, then check it or return it.")


ATTENTIONS = (
    Attention(
        "teachings", 66, "teaching.check", queries.reports, _waits,
        lambda row: url_for("checking_teachings.report", key=row.key),
        lazy_gettext("Look at it"), "people",
    ),
)  # fmt: skip
