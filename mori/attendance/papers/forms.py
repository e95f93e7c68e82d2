from flask_babel import lazy_gettext as _

from mori.web.fields import Day, Form, Line, needed

INCOMPLETE = _("Send one photo, its token, and the day it belongs to.")


class PaperForm(Form):
    """The paper of a day away, from a phone's queue; the file itself is no field."""

    token = Line("", [needed(INCOMPLETE)], most=40)
    day = Day("", INCOMPLETE)
