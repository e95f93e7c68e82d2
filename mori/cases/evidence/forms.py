from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from mori.web.fields import Form, Prose, Token, one_line

from .rules import KEY


class EvidenceForm(Form):
    """A file, perhaps received before in pieces, and what its sender wants to say of it."""

    token = Token()
    upload = HiddenField(filters=[lambda key: one_line(key)[:KEY]])
    text = Prose(_("What does it show? You may leave this empty."), most=600)
