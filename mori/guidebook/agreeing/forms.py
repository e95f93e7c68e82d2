from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from mori.web.fields import Form, Line, Prose, Token, needed

from .rules import MOST_SIGNS


class AcknowledgeForm(Form):
    """That somebody has understood what stood before them; ``edition`` is of that text."""

    token = Token()
    edition = HiddenField()


class AskForm(Form):
    """What somebody does not understand of a paragraph."""

    token = Token()
    edition = HiddenField()
    number = HiddenField()
    text = Prose(_("What is not clear to you?"), most=MOST_SIGNS)

    @property
    def paragraph(self) -> int:
        """The paragraph's number; of none where somebody sent nonsense."""
        text = self.number.data or ""
        return int(text) if text.isdecimal() and len(text) < len("1000000") else 0


class AnswerForm(Form):
    text = Prose(_("Your answer"), [needed(_("Write an answer."))], most=MOST_SIGNS)


class SignForm(Form):
    """Somebody's name, as they type it under a book."""

    token = Token()
    edition = HiddenField()
    name = Line(_("Your full name"), [needed(_("Type your full name to sign."))])
