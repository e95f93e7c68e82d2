from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField, SelectMultipleField
from wtforms.validators import ValidationError

from mori.web.fields import NOT_OFFERED, Form, Line, Prose, Token, choices, needed
from mori.web.i18n import locale

from . import queries
from .models import ExerciseSentence, MaladministrationForm, StandardComponent
from .operations import Draft
from .queries import InMind
from .rules import (
    FEWEST,
    LONGEST_SENTENCE,
    LONGEST_TITLE,
    LONGEST_WHY,
    MOST,
    NOTHING,
    Said,
    Sentence,
    Step,
    is_consistent,
    lines_in,
    written,
)

LONGEST_TEXT = MOST * (LONGEST_SENTENCE + 4)  # with marks and line breaks
VERSION_MOST = 9


def named(row: MaladministrationForm | StandardComponent) -> str:
    """What a form or component is called in the reader's language."""
    return str(row.name if locale() == "id" else row.name_en)


class _Judged(Form):
    """A form of maladministration and a component, as both forms ask for them."""

    form = SelectField(
        _("Form of maladministration"),
        [needed(_("Choose the form that fits best, or “Nothing looks wrong”."))],
        invalid_choice_message=NOT_OFFERED,
    )
    component = SelectField(
        _("Component of the standard (may stay empty)"),
        default="",
        invalid_choice_message=NOT_OFFERED,
    )

    def offer_lists(self) -> None:
        self.form.choices = choices(
            [
                ("", _("Choose")),
                (NOTHING, _("Nothing looks wrong")),
                *((each.code, named(each)) for each in queries.forms_offered()),
            ]
        )
        self.component.choices = choices(
            [("", "–"), *((each.code, named(each)) for each in queries.components_offered())]
        )

    @property
    def chosen(self) -> tuple[int | None, int | None]:
        """The ids of both."""
        return (
            queries.form_ids().get(self.form.data),
            queries.component_ids().get(self.component.data),
        )

    @property
    def chosen_words(self) -> list[str]:
        """What was chosen of both, as the lists say it."""
        chosen = [(each, self[each].data) for each in ("form", "component") if self[each].data]
        return [
            str(choice.label)
            for name, code in chosen
            for choice in self[name].choices
            if choice.value == code
        ]

    def require_consistent(self, *, is_any_marked: bool) -> None:
        """Raise unless the form goes with the marks."""
        if is_consistent(self.form.data, is_any_marked=is_any_marked):
            return
        raise ValidationError(
            _("You marked a sentence: choose the form that fits best.")
            if is_any_marked
            else _("No sentence is marked. Mark one, or choose “Nothing looks wrong”.")
        )


class AnswerForm(_Judged):
    """What somebody sees in an exercise, before it is sealed."""

    sentences = SelectMultipleField(_("Mark what looks wrong"), validate_choice=False)
    why = Prose(_("Why"), most=LONGEST_WHY)
    revision = HiddenField()

    def offer(
        self, sentences: Sequence[ExerciseSentence], revision: int, *, asks_why: bool
    ) -> None:
        """``asks_why`` of the panel, whose reasons are what others learn from."""
        self.offer_lists()
        self.sentences.choices = choices([(str(each.position), each) for each in sentences])
        self.asks_why = asks_why
        if not self.revision.data:
            self.revision.data = str(revision)

    def validate_sentences(self, field: Any) -> None:
        if not set(field.data) <= {each.value for each in field.choices}:
            raise ValidationError(NOT_OFFERED)

    def validate_form(self, field: Any) -> None:
        self.require_consistent(is_any_marked=bool(self.sentences.data))

    def validate_why(self, field: Any) -> None:
        if self.asks_why and not field.data:
            raise ValidationError(_("Write in a sentence why: others learn from it."))

    @property
    def said(self) -> Said:
        return Said(frozenset(map(int, self.sentences.data)), *self.chosen, self.why.data)

    @property
    def read_revision(self) -> int:
        """Of which text this is an answer; of none where somebody sent nonsense."""
        text = self.revision.data
        return int(text) if text.isdecimal() and len(text) <= VERSION_MOST else 0


class DraftForm(_Judged):
    """An exercise on one page: a title, a sentence on each line, and what is wrong with it."""

    title = Line(_("Title"), [needed(_("Give it a title."))], most=LONGEST_TITLE)
    text = Prose(
        _("The case, one sentence on each line"),
        [needed(_("Write the case, one sentence on each line."))],
        most=LONGEST_TEXT,
    )
    why = Prose(
        _("Why"), [needed(_("Write in a sentence why: others learn from it."))], most=LONGEST_WHY
    )
    token = Token()

    def validate_text(self, field: Any) -> None:
        lines = lines_in(field.data)
        if not FEWEST <= len(lines) <= MOST:
            raise ValidationError(
                gettext(
                    "Write %(few)d to %(many)d sentences, each on a line of its own.",
                    few=FEWEST,
                    many=MOST,
                )
            )
        for number, line in enumerate(lines, 1):
            if len(line.text) > LONGEST_SENTENCE:
                raise ValidationError(
                    gettext(
                        "Line %(number)d is longer than %(most)d characters. Make two of it.",
                        number=number,
                        most=LONGEST_SENTENCE,
                    )
                )

    def validate_form(self, field: Any) -> None:
        lines = lines_in(self.text.data)
        self.require_consistent(is_any_marked=any(each.is_suspicious for each in lines))

    @property
    def draft(self) -> Draft:
        return Draft(self.title.data, lines_in(self.text.data), *self.chosen, self.why.data)


def filled_in(mind: InMind) -> dict[str, str]:
    """What an exercise says, as the form that changes it is filled in."""
    exercise = mind.exercise
    return {
        "title": exercise.title,
        "text": written(Sentence(each.text, each.is_suspicious) for each in mind.sentences),
        "form": exercise.form.code if exercise.form else NOTHING,
        "component": exercise.component.code if exercise.component else "",
        "why": exercise.why,
    }


class StepForm(Form):
    """What is done to an exercise."""

    step = SelectField(
        _("Step"),
        choices=choices([(each.value, each.label) for each in Step]),
        invalid_choice_message=NOT_OFFERED,
    )
