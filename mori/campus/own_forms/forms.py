from flask_babel import lazy_gettext as _

from mori.uploads.forms import WithUpload
from mori.web.fields import Line, needed


class FileForm(WithUpload):
    """A better file for a form."""


class OwnFormForm(WithUpload):
    """A form of an institution's own: its name and file."""

    name = Line(_("Name of the form"), [needed(_("Write what the form is called."))], most=80)
