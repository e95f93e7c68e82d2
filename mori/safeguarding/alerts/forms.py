from flask_babel import lazy_gettext as _

HAPPENED = {
    "raise": _("Called for help"),
    "again": _("Called again"),
    "notify": _("Officers called"),
    "read": _("Opened"),
    "acknowledge": _("Being handled"),
    "end": _("Ended: it was a drill"),
    "lapse": _("Contact not confirmed: officers are called again"),
    "confirm": _("Contact confirmed"),
    "reopen": _("Open again after a further call"),
    "follow_up": _("Daily reminder to look after the person"),
    "accident": _("Marked as pressed by accident"),
    "contact": _("Left a way to be reached"),
    "doubt": _("Called from a phone that signed in after staff had made a link"),
    "vouch": _("Made sure that it is the person"),
    "shut_out": _("It was somebody else: their devices were signed out"),
}
