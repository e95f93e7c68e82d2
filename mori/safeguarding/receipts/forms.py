from flask_babel import lazy_gettext as _

from mori.web.fields import Form, Line, needed


class ContactForm(Form):
    """How somebody we do not know can be reached."""

    contact = Line(
        _("A safe number or way to reach you"),
        [needed(_("Write a number, or another way to reach you."))],
    )
