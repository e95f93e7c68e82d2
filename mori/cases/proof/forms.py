from flask_babel import lazy_gettext as _
from wtforms import HiddenField, PasswordField

from mori.web.fields import Form, Line, needed


class OpenForm(Form):
    """Who opens a case proves who they are: what they know, and what their phone shows."""

    next = HiddenField()
    secret = PasswordField(_("Password"), [needed(_("Write it, then open."))])
    code = Line(_("Six-digit code"), most=12)
