from flask_babel import lazy_gettext as _

from mori.web.fields import Form, Prose, Token, needed


class UnitNoteForm(Form):
    """What the next unit has to know."""

    text = Prose(_("For the next unit"), [needed(_("Write one sentence first."))], most=2000)
    token = Token()
