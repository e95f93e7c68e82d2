"""How it is said on Ringkasan, and where it is done."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from mori.core.counts.overview import Attention, Found
from mori.web.filters import short_day
from mori.web.i18n import locale

from ..proceedings.signing_views import waiting_said
from . import queries


def _day(row: Found) -> str:
    return short_day(locale(), row.day) if row.day else ""


def _other_supervisor(_row: Found) -> tuple[Any, Any]:
    return _("asks for another supervisor"), _("Do not tell the supervisor of now.")


def _warning(row: Found) -> tuple[Any, Any]:
    return _("has a warning to be looked at again"), _("Planned for %(day)s.", day=_day(row))


def _awaited(row: Found) -> tuple[Any, Any]:
    if row.n:
        return _("has not answered in three working days"), _("A second signer reads it now.")
    return _("is asked for their words"), _("There is time until %(day)s.", day=_day(row))


def _second(row: Found) -> tuple[Any, Any]:
    return waiting_said(row.n or 0), _("Read both sides first.")


def _proceeding(row: Found) -> str:
    return url_for("proceedings.proceeding", key=row.key)


ATTENTIONS = (
    Attention(
        "second_signatures", 22, "proceeding.sign", queries.second_signatures, _second,
        lambda row: url_for("second_signing.to_sign"), lazy_gettext("Read"), "pen",
    ),
    Attention(
        "other_supervisors", 24, "supervisor_change.decide", queries.other_supervisors,
        _other_supervisor, lambda row: url_for("supervisor_changes.change", key=row.key),
        lazy_gettext("Decide"), "people",
    ),
    Attention(
        "warnings_due", 52, "proceeding.change", queries.warnings_due, _warning, _proceeding,
        lazy_gettext("Open"), "calendar",
    ),
    Attention(
        "awaited", 75, "proceeding.read", queries.awaited, _awaited, _proceeding,
        lazy_gettext("Open"), "clock",
    ),
)  # fmt: skip
