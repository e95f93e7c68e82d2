from flask_babel import lazy_gettext as _
from wtforms import BooleanField

from mori.web.fields import Form


class RemindersForm(Form):
    """Whether to be reminded."""

    wanted = BooleanField(_("Remind me by e-mail"))
