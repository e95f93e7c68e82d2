"""On Ringkasan: whose answers an office waits for."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from mori.core.counts.overview import MOST, Attention, Found

from ..members.views import WAITING
from . import queries


def _invited(row: Found) -> tuple[Any, Any]:
    number = min(row.n or 0, MOST)
    said = ngettext(
        "%(num)d person was asked to be a member and has not answered",
        "%(num)d people were asked to be members and have not answered",
        number,
    )
    return said, _("Hand their link over once more, or ask them.")


def _lapsing(row: Found) -> tuple[Any, Any]:
    number = min(row.n or 0, MOST)
    said = ngettext(
        "%(num)d membership lapses soon",
        "%(num)d memberships lapse soon",
        number,
    )
    return said, _("Nothing happened for a year; they were asked whether they still belong.")


def _waiting(_row: Found) -> str:
    return url_for("members.members", keadaan=WAITING)


ATTENTIONS = (
    Attention(
        "invited_members", 88, "member.change", queries.invited, _invited, _waiting,
        lazy_gettext("See"), "people",
    ),
    Attention(
        "lapsing_members", 89, "member.change", queries.asked, _lapsing, _waiting,
        lazy_gettext("See"), "people",
    ),
)  # fmt: skip
