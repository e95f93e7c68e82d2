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


def _not_met(row: Found) -> tuple[Any, Any]:
    said = ngettext(
        "%(num)d intern leaves a unit and has not met all it teaches",
        "%(num)d interns leave a unit and have not met all it teaches",
        row.n or 0,
    )
    return said, _("The first on %(day)s. There is still time.", day=_day(row))


def _swaps(row: Found) -> tuple[Any, Any]:
    said = ngettext(
        "%(num)d swap waits for a unit's yes", "%(num)d swaps wait for a unit's yes", row.n or 0
    )
    return said, _("The first would begin on %(day)s.", day=_day(row))


def _unbriefed(row: Found) -> tuple[Any, Any]:
    return _("has steps of the briefing left"), _("It was to be on %(day)s.", day=_day(row))


def _farewells(row: Found) -> tuple[Any, Any]:
    said = ngettext("%(num)d farewell is due soon", "%(num)d farewells are due soon", row.n or 0)
    return said, _("The first on %(day)s. Steps are left to do.", day=_day(row))


def _day(row: Found) -> str:
    return short_day(locale(), row.day) if row.day else ""


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
    Attention(
        "unbriefed", 46, "placement.change", queries.unbriefed, _unbriefed,
        lambda row: url_for("steps.steps", key=row.key), lazy_gettext("Look"), "list",
    ),
    Attention(
        "swaps", 47, "swap.ask", queries.swaps_waiting, _swaps,
        lambda row: url_for("swaps.swaps"), lazy_gettext("Look"), "list",
    ),
    Attention(
        "unmet", 48, "placement.change", queries.unmet, _not_met,
        lambda row: url_for("passport.competences"), lazy_gettext("See who"), "check",
    ),
    Attention(
        "farewells", 81, "placement.change", queries.farewells, _farewells,
        lambda row: page_url("interns", urut="selesai"), lazy_gettext("See who"), "list",
    ),
)  # fmt: skip

FIGURES = (Figure("interns", BADGE, "placement.list", queries.interns),)
