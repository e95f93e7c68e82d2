from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, ValidationError

from mori.web.fields import NOT_OFFERED, Form, Prose, choices, one_line

from .rules import HIGHEST, LOWEST, WORDS_MOST, About, Question, questions_about

MARKS = [str(mark) for mark in range(LOWEST, HIGHEST + 1)]


class RatingForm(Form):
    """What is asked about a unit or a supervisor: see the fields added below."""

    subject = HiddenField(filters=[one_line])
    words = Prose(_("In your words, if you like"), most=WORDS_MOST)

    def fields_about(self, about: About) -> list[RadioField]:
        return [self[question.value] for question in questions_about(about)]

    def is_answered(self, about: About) -> bool:
        """Whether every question is; those of the other kind are not asked."""
        self.validate()
        for field in self.fields_about(about):
            if not field.data:
                field.errors = [_("Choose a number from 1 to 5.")]
        return not self.errors

    def answers(self, about: About) -> dict[Question, int]:
        return {each: int(self[each.value].data) for each in questions_about(about)}


def _mark_or_nothing(form: RatingForm, field: RadioField) -> None:
    if field.data and field.data not in MARKS:
        raise ValidationError(NOT_OFFERED)


for _question in Question:
    _field = RadioField(
        _question.label,
        [_mark_or_nothing],
        choices=choices([(mark, mark) for mark in MARKS]),
        validate_choice=False,
    )
    setattr(RatingForm, _question.value, _field)
