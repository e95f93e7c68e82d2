from flask_babel import lazy_gettext as _

from mori.web.fields import Form, Line


class CodeForm(Form):
    """The six digits, if they can be read."""

    kode = Line(_("Six digits from the screen"), most=12)
