"""On Ringkasan: which agreements end soon, or have lapsed."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from mori.core.counts.overview import Attention, Found
from mori.web import asked

from . import queries


def _ends(row: Found) -> tuple[Any, Any]:
    days = (row.day - asked.today()).days if row.day else 0
    if days < 0:
        return _("agreement has lapsed"), _("Renew it, or end it.")
    said = ngettext("agreement ends in %(num)d day", "agreement ends in %(num)d days", days)
    return said, _("A renewal begins as a copy.")


ATTENTIONS = (
    Attention(
        "agreement",
        85,
        "agreement.list",
        queries.ending,
        _ends,
        lambda row: url_for("agreements.agreement", key=row.key),
        lazy_gettext("See the agreement"),
        "calendar",
    ),
)
