from flask_babel import lazy_gettext as _

from mori.web.fields import Form, Prose, Token, needed


class NoteForm(Form):
    """What was agreed with the person."""

    token = Token()
    text = Prose(_("Add what was agreed"), [needed(_("Write what was agreed."))], most=600)
