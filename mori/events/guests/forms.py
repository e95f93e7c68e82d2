from flask_babel import lazy_gettext as _

from mori.web.fields import Form, Line, Token, needed


class GuestForm(Form):
    """Somebody whom a coordinator puts on the list."""

    token = Token()
    name = Line(_("Name"), [needed(_("Write the guest's name."))])
    community = Line(_("Community or agency"))
