"""How it is said, and where it is done."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from mori.core.compiled import COUNTED
from mori.core.counts.overview import BADGE, Attention, Figure, Found

from . import queries

CLOCKS = {
    queries.PASSED: lazy_gettext("The time that the law gives has passed already."),
    queries.TODAY: lazy_gettext("The time that the law gives passes within 24 hours."),
    queries.LATER: lazy_gettext("The time that the law gives is running."),
}


def _asks(row: Found) -> tuple[Any, Any]:
    return _("has asked something about the own data"), CLOCKS[row.rank]


def _list_waits(row: Found) -> tuple[Any, Any]:
    if row.n is None:
        return _("waits for its columns to be checked"), _("Say what each of them holds.")
    if not row.n:
        return _("is ready to be taken over"), _("No row of it is doubtful any more.")
    said = ngettext("has %(num)d doubtful row", "has %(num)d doubtful rows", min(row.n, COUNTED))
    return said, _("Say who each of them is.")


def _opened(row: Found) -> str:
    if row.n:
        return url_for("alumni_import_rows.rows", key=row.key, saring="putuskan")
    return url_for("alumni_imports.imported", key=row.key)


ATTENTIONS = (
    Attention(
        "requests", 38, "request.decide", queries.requests, _asks,
        lambda row: url_for("privacy.a_request", key=row.key), lazy_gettext("Decide"), "cap",
    ),
    Attention(
        "lists", 70, "import.change", queries.lists, _list_waits, _opened,
        lazy_gettext("Look through"), "list",
    ),
)  # fmt: skip

FIGURES = (Figure("requests", BADGE, "alumni.list", queries.request_count, badge="alumni"),)
