from flask_babel import lazy_gettext as _
from wtforms import StringField

from mori.uploads.forms import WithUpload
from mori.web.fields import Form, one_line


class SignForm(Form):
    """The head's word, with a code where a second factor is on."""

    code = StringField(_("Six-digit code"), filters=[one_line])


class SignedForm(WithUpload):
    """The PDF that was signed outside."""
