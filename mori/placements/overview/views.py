"""How it is said, and where it is done."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from mori.core.counts.overview import BADGE, Attention, Figure, Found
from mori.web.filters import short_day
from mori.web.i18n import locale
from mori.web.menu import page_url

from . import queries


def _no_supervisor(row: Found) -> tuple[Any, Any]:
    return _("has no supervisor today"), _("Nobody reviews the entries.")


def _begins(row: Found) -> tuple[Any, Any]:
    day = short_day(locale(), row.day) if row.day else ""
    return _("begins on %(day)s without a unit", day=day), _(
        "Choose unit and supervisor before that day."
    )


def _end(row: Found) -> tuple[Any, Any]:
    said = ngettext(
        "%(num)d intern ends within two weeks", "%(num)d interns end within two weeks", row.n or 0
    )
    first = short_day(locale(), row.day) if row.day else ""
    return said, _("The first on %(day)s. Extend, or prepare the assessment.", day=first)


def _rotation(row: Found) -> str:
    return url_for("rotation.rotation", key=row.key)


ATTENTIONS = (
    Attention(
        "unsupervised", 10, "placement.change", queries.unsupervised, _no_supervisor, _rotation,
        lazy_gettext("Choose a unit"), "warning",
    ),
    Attention(
        "beginning", 45, "placement.change", queries.beginning, _begins, _rotation,
        lazy_gettext("Choose a unit"), "calendar",
    ),
    Attention(
        "ending", 80, "placement.list", queries.ending, _end,
        lambda row: page_url("interns", urut="selesai"), lazy_gettext("See who"), "calendar",
    ),
)  # fmt: skip

FIGURES = (Figure("interns", BADGE, "placement.list", queries.interns),)
