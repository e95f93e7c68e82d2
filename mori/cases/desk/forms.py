from flask_babel import lazy_gettext as _

from mori.web.fields import Form, Prose, Token, needed


class AccountForm(Form):
    """What somebody was told, or saw."""

    token = Token()
    text = Prose(_("Add what you were told"), [needed(_("Write what you were told."))], most=6000)
