"""What happened to ideas, as their history says it, and who hears of it."""

from flask_babel import lazy_gettext as _

EVENT_LABELS = {
    "keep": _("Written"),
    "send": _("Sent"),
    "share": _("Open to everybody of the office"),
    "adopt": _("Adopted"),
    "decline": _("Declined"),
    "park": _("Parked"),
    "merge": _("Merged with another"),
    "take_up": _("Taken up again"),
    "ask_again": _("Brought once more"),
    "hand": _("In other hands, or until another day"),
    "start": _("Under way"),
    "show": _("A picture was added"),
    "erase": _("The picture was erased"),
    "finish": _("Done"),
    "confirm": _("Still in use"),
    "fade": _("No longer in use"),
    "withdraw": _("Withdrawn"),
}


def heard(what: str) -> str:
    """With who hears of it: a mail goes to an author with an address; their page says it to all."""
    hears = _("Its author reads it on their page, and in a mail if MORI has an address.")
    return f"{what} {hears}"
