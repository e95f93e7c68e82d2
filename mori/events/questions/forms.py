from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectMultipleField, ValidationError

from mori.guidebook.quizzes.models import QuizOption, QuizWording
from mori.web.fields import Form, choices
from mori.web.i18n import locale

from .rules import MOST


class ChosenQuestionsForm(Form):
    """Which of the questions offered are asked."""

    questions = SelectMultipleField(_("Questions"), validate_choice=False)

    def chosen_of(self, offered: Sequence[QuizWording]) -> list[QuizWording]:
        return [each for each in offered if each.key in (self.questions.data or [])]

    def validate_questions(self, field: SelectMultipleField) -> None:
        if len(field.data or []) > MOST:
            raise ValidationError(_("Choose three questions at most."))


class AnswersForm(Form):
    """An option of each question; see ``answers_form``."""

    @property
    def taps(self) -> list[RadioField]:
        return [each for each in self if each.name.startswith("soal_")]


def answers_form(
    questions: Sequence[QuizWording], options: dict[int, list[QuizOption]]
) -> type[AnswersForm]:
    """A field for each question, in the language of whoever reads."""
    fields = {
        f"soal_{each.key}": RadioField(
            (locale() == "en" and each.text_en) or each.text,
            [_answered],
            choices=choices(
                (option.letter, (locale() == "en" and option.text_en) or option.text)
                for option in options[each.id]
            ),
            validate_choice=False,
        )
        for each in questions
    }
    return type("EventAnswersForm", (AnswersForm,), fields)


def _answered(form: AnswersForm, field: RadioField) -> None:
    if field.data not in [each.value for each in field.iter_choices()]:
        raise ValidationError(_("Choose an answer; if you don't know, the one that seems likely."))
