"""How it is said, and where it is done."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from mori.core.counts.overview import Attention, Found

from . import queries


def _concern(row: Found) -> tuple[Any, Any]:
    return _("said on the tenth day what has to be seen to"), _("Read it, and note what was done.")


ATTENTIONS = (
    Attention(
        "concerns", 5, "pulse.read", queries.concerns, _concern,
        lambda row: url_for("pulse_reading.answers", key=row.key), lazy_gettext("Read"), "chat",
    ),
)  # fmt: skip
