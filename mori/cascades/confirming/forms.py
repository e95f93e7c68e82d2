from flask_babel import lazy_gettext as _
from wtforms import RadioField

from mori.cascades.questions.rules import answered, questions
from mori.web.fields import NOT_OFFERED, Form, Token, choices
from mori.web.i18n import locale


class ConfirmForm(Form):
    """Three questions, each of one tap; the button says that somebody was there."""

    token = Token()
    first = RadioField(_("Question 1"), validate_choice=False, invalid_choice_message=NOT_OFFERED)
    note = RadioField(_("Question 2"), validate_choice=False, invalid_choice_message=NOT_OFFERED)
    ombudsman = RadioField(_("Question 3"), validate_choice=False)

    def ask(self) -> None:
        """The questions in the reader's language."""
        for each in questions():
            field = self[each.code]
            field.label.text = each.name_in(locale())
            field.choices = choices((one.code, one.name_in(locale())) for one in each.choices)

    @property
    def answers(self) -> tuple[str, ...]:
        return answered([self[each.code].data for each in questions()])
