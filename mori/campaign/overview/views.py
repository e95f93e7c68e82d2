"""How it is said on Ringkasan that facts are out of date and that publications wait."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from mori.core.counts.overview import Attention, Found
from mori.web.filters import short_day
from mori.web.i18n import locale

from . import queries


def _stale(row: Found) -> tuple[Any, Any]:
    said = ngettext(
        "%(num)d campaign material has left its kit",
        "%(num)d campaign materials have left their kits",
        row.n or 0,
    )
    day = short_day(locale(), row.day) if row.day else ""
    return said, _("Facts were good until %(day)s.", day=day) if day else ""


def _wait(row: Found) -> tuple[Any, Any]:
    said = ngettext(
        "%(num)d publication waits to be checked",
        "%(num)d publications wait to be checked",
        row.n or 0,
    )
    first = _("The first of %(day)s.", day=short_day(locale(), row.day)) if row.day else ""
    return said, first


ATTENTIONS = (
    Attention(
        "stale_materials",
        44,
        "campaign.change",
        queries.out_of_date,
        _stale,
        lambda _row: url_for("campaigns.stale"),
        lazy_gettext("Verify"),
        "warning",
    ),
    Attention(
        "publications",
        64,
        "campaign.change",
        queries.to_check,
        _wait,
        lambda _row: f"{url_for('publications.publications')}?saring=belum",
        lazy_gettext("See"),
        "in",
    ),
)
