from flask_babel import lazy_gettext as _

EVENT_LABELS = {
    "begin": _("Asked for"),
    "start": _("Started"),
    "cancel": _("Stopped"),
    "resume": _("Gone on with"),
    "finish": _("Done"),
    "fail": _("Failed"),
    "download": _("Downloaded"),
    "renew": _("Made anew, because somebody withdrew"),
    "expire": _("File deleted"),
}
