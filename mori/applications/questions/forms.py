from flask_babel import lazy_gettext as _
from wtforms import BooleanField

from mori.web.fields import Form, Prose, needed


class AnswerForm(Form):
    """An answer, and whether everybody may read it with the question."""

    answer = Prose(_("Answer"), [needed(_("Write the answer."))], most=1000)
    is_public = BooleanField(_("Show question and answer to everybody"))
