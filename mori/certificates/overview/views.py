"""How it is said, and where it is done."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from mori.core.counts.overview import Attention, Found
from mori.web.filters import short_day
from mori.web.i18n import locale

from . import queries


def _sign(row: Found) -> tuple[Any, Any]:
    return (
        ngettext(
            "%(num)d paper waits for your signature",
            "%(num)d papers wait for your signature",
            row.n or 0,
        ),
        _("One tap signs all that you choose."),
    )


def _attach(row: Found) -> tuple[Any, Any]:
    return (
        ngettext(
            "%(num)d paper waits for its signed file",
            "%(num)d papers wait for their signed file",
            row.n or 0,
        ),
        _("Have it signed, then send the PDF."),
    )


def _number(row: Found) -> tuple[Any, Any]:
    return (
        ngettext(
            "%(num)d paper waits for a number", "%(num)d papers wait for a number", row.n or 0
        ),
        _("Its number stands in the register."),
    )


def _ready(row: Found) -> tuple[Any, Any]:
    return (
        ngettext(
            "%(num)d certificate can be issued", "%(num)d certificates can be issued", row.n or 0
        ),
        _("Their assessments are finished."),
    )


def _kept_back(row: Found) -> tuple[Any, Any]:
    return (
        ngettext(
            "%(num)d certificate is kept back", "%(num)d certificates are kept back", row.n or 0
        ),
        _("An assessment is not finished yet."),
    )


def _unstated(row: Found) -> tuple[Any, Any]:
    day = short_day(locale(), row.day) if row.day else ""
    return _("has no statement of the days done"), _("Ended early on %(day)s.", day=day)


ATTENTIONS = (
    Attention(
        "to_sign", 25, "paper.sign", queries.to_sign, _sign,
        lambda row: url_for("signing.to_sign"), lazy_gettext("Sign"), "pen",
    ),
    Attention(
        "to_attach", 48, "paper.change", queries.to_attach, _attach,
        lambda row: url_for("certificates.papers", keadaan="tanda-tangan"),
        lazy_gettext("Send the file"), "send",
    ),
    Attention(
        "to_number", 50, "paper.change", queries.to_number, _number,
        lambda row: url_for("certificates.papers"), lazy_gettext("Type the number"), "pen",
    ),
    Attention(
        "unstated", 53, "paper.change", queries.unstated, _unstated,
        lambda row: url_for("cohorts.issuing", peserta=row.key), lazy_gettext("Make it"), "cap",
    ),
    Attention(
        "ready", 55, "paper.change", queries.ready, _ready,
        lambda row: url_for("cohorts.ready"), lazy_gettext("Issue"), "cap",
    ),
    Attention(
        "kept_back", 60, "paper.list", queries.kept_back, _kept_back,
        lambda row: url_for("cohorts.ready", saring="kurang"), lazy_gettext("See what is missing"),
        "cap",
    ),
)  # fmt: skip
