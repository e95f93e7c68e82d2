from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectMultipleField
from wtforms.validators import ValidationError

from mori.web.fields import Form, Line, Token, choices, needed

from .operations import Proposal
from .rules import FEWEST, LETTERS, Asked, Option


class ChosenForm(Form):
    """Proposals to decide on together."""

    seen = SelectMultipleField(validate_choice=False)

    @property
    def keys(self) -> list[str]:
        return self.seen.data or []


class RightField(RadioField):
    """Which of the options is right."""

    def __init__(self, label: Any, **options: Any) -> None:
        offered = choices((letter, letter.upper()) for letter in LETTERS)
        super().__init__(label, choices=offered, validate_choice=False, **options)


class QuestionForm(Form):
    """A question with up to four options, each with its reason, in both languages."""

    token = Token()
    base = HiddenField()
    text = Line(_("Question"), [needed(_("Write the question."))], most=300)
    right = RightField(_("Which option is right?"))
    text_en = Line(_("Question in English"), most=300)

    def validate_text(self, _field: Any) -> None:
        if len(self.options) < FEWEST:
            raise ValidationError(_("Write at least two options, each with its reason."))
        halves = [each for each in self.options if not each.text or not each.why]
        if halves:
            raise ValidationError(
                _(
                    "Option %(letter)s: write both, the option and its reason.",
                    letter=halves[0].letter.upper(),
                )
            )

    def validate_right(self, field: RightField) -> None:
        if field.data not in [each.letter for each in self.options]:
            raise ValidationError(_("Say which of the options is right."))

    def validate_text_en(self, field: Line) -> None:
        english = [field.data, *(word for each in self.options for word in (each[3], each[5]))]
        if any(english) and not all(english):
            raise ValidationError(
                _("In English write all of it, question, options and reasons, or nothing.")
            )

    @property
    def options(self) -> list[Option]:
        """Those of which anything is written."""
        found = [self._option(letter) for letter in LETTERS]
        return [each for each in found if any(each[2:])]

    def _option(self, letter: str) -> Option:
        texts = [self[name].data or "" for name in option_fields(letter)]
        return Option(letter, self.right.data == letter, *texts)

    @property
    def proposal(self) -> Proposal:
        asked = Asked(self.text.data or "", self.text_en.data or "", self.options)
        return Proposal(asked, self.base.data or "")


def option_fields(letter: str) -> list[str]:
    """The names of an option's fields, in the order of ``Option``."""
    return [f"{name}_{letter}" for name in ("option", "option_en", "why", "why_en")]


def _add_options() -> None:
    labels = (_("Option"), _("Option in English"), _("Its reason"), _("Its reason in English"))
    for letter in LETTERS:
        for name, label, most in zip(
            option_fields(letter), labels, (200, 200, 300, 300), strict=True
        ):
            setattr(QuestionForm, name, Line(label, most=most))


_add_options()


def known_question(asked: Asked, base: str) -> dict[str, str]:
    """What the form shows at first."""
    data = {"text": asked.text, "text_en": asked.text_en, "base": base}
    for option in asked.options:
        data |= dict(zip(option_fields(option.letter), option[2:], strict=True))
        if option.is_right:
            data["right"] = option.letter
    return data
