"""How reports of teachings are called, and what happened to them."""

from flask_babel import lazy_gettext as _

from mori.web.filters import day_month
from mori.web.i18n import locale

from .models import Teaching

EVENT_LABELS = {
    "draft": _("Drafted"),
    "change": _("Put right"),
    "send": _("Sent"),
    "return": _("Returned"),
    "check": _("Checked"),
    "reopen": _("The check was taken back"),
    "withdraw": _("Withdrawn"),
    "merge": _("Another report was merged into it"),
    "become": _("Merged into another report"),
    "undo": _("A merge was undone"),
    "stand": _("Stands for itself again"),
    "name": _("The office said who was there"),
    "unname": _("The office took back who was there"),
}


def when_where(teaching: Teaching) -> str:
    """12 February, Kota Metro."""
    return f"{day_month(locale(), teaching.on)}, {teaching.region.name}"
