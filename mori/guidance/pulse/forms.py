from flask_babel import lazy_gettext as _
from wtforms import RadioField

from mori.web.fields import NOT_OFFERED, Form, Line, Prose, choices, needed

from .rules import LONGEST_WORDS, Facts, Question, Said


class PulseForm(Form):
    """The five questions, the same for both sides."""

    words = Prose(_("Anything to add?"), most=LONGEST_WORDS)

    @property
    def questions(self) -> list[RadioField]:
        return [self[each.value] for each in Question]

    @property
    def facts(self) -> Facts:
        return Facts(*(Said(self[each].data) for each in Facts._fields))


for _question in Question:
    setattr(
        PulseForm,
        _question.value,
        RadioField(
            _question.label,
            [needed(_("Choose an answer; “Don't know yet” is one."))],
            choices=choices([(each.value, each.label) for each in Said]),
            invalid_choice_message=NOT_OFFERED,
        ),
    )


class SeeToForm(Form):
    """What was done about an answer."""

    words = Line(_("What was done"), [needed(_("Write in one sentence what was done."))], most=300)
