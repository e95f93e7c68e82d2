from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.validators import ValidationError

from mori.web.fields import NOT_OFFERED, Form, Prose, choices, needed

from ..matters.forms import JudgedForm, one_of
from ..matters.rules import Finding, Judgement
from .operations import Thought
from .queries import Lettered
from .rules import LONGEST_THOUGHT, LONGEST_WORD, Because, Criterion, Reached, Used


class ThoughtForm(Form):
    """What somebody thinks by now, and what made them think again."""

    finding = one_of(_("And now?"), Finding, _("Choose what you find."))
    because = one_of(_("Because of"), Because, _("Choose what made you think again."))
    text = Prose(_("Second thought (may stay empty)"), most=LONGEST_THOUGHT)

    @property
    def thought(self) -> Thought:
        return Thought(Finding(self.finding.data), Because(self.because.data), self.text.data)


class WordsForm(Form):
    """How far an opinion is by each criterion, in words and without a mark."""

    @property
    def words(self) -> dict[Criterion, tuple[Reached, str]]:
        return {
            each: (Reached(self[each.value].data), self[f"{each.value}_text"].data)
            for each in Criterion
        }


for _criterion in Criterion:
    setattr(
        WordsForm,
        _criterion.value,
        one_of(_criterion.label, Reached, _("Choose how far it is.")),
    )
    setattr(WordsForm, f"{_criterion.value}_text", Prose(_("In words"), most=LONGEST_WORD))


class EndingForm(JudgedForm):
    """The conclusion that was promised, and what became of each opinion."""

    def expect(self, letters: list[Lettered]) -> None:
        """Of which opinions something is said."""
        self.letters = letters

    @property
    def judgement(self) -> Judgement:
        return Judgement(Finding(self.finding.data), self.f.data, self.c.data, self.reasons.data)


def ending_form(letters: list[Lettered], **options: Any) -> EndingForm:
    """The form with two fields for each letter, named by it."""

    class Ending(EndingForm):
        pass

    for each in letters:
        used = RadioField(
            _("What became of it"),
            [needed(_("Say of each opinion what became of it."))],
            choices=choices([(one.value, one.label) for one in Used]),
            invalid_choice_message=NOT_OFFERED,
        )
        setattr(Ending, f"used_{each.letter}", used)
        why = Prose(_("Because"), [needed(_("Write why, in a sentence."))], most=LONGEST_WORD)
        setattr(Ending, f"why_{each.letter}", why)
    form = Ending(**options)
    form.expect(letters)
    form.offer()
    return form


def outcomes_in(form: EndingForm) -> dict[str, tuple[Used, str]]:
    """What became of each opinion, by its key."""
    return {
        each.opinion.key: (
            Used(form[f"used_{each.letter}"].data),
            form[f"why_{each.letter}"].data,
        )
        for each in form.letters
    }


class RecallForm(Form):
    """That somebody means it."""

    sure = RadioField(
        _("Recall this matter?"),
        choices=choices([("ya", _("Yes, erase its text everywhere"))]),
        validate_choice=False,
    )

    def validate_sure(self, field: Any) -> None:
        if field.data != "ya":
            raise ValidationError(_("Tick the box, then press again."))
