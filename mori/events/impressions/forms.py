from flask_babel import lazy_gettext as _
from wtforms import RadioField, ValidationError

from mori.web.fields import Form, Prose, choices

from .operations import Said
from .rules import WORDS_MOST, Answer, Question


class ImpressionForm(Form):
    """What participants are asked: see the fields added below."""

    helped = Prose(_("What helped you most?"), most=WORDS_MOST)
    otherwise = Prose(_("What should be otherwise next time?"), most=WORDS_MOST)

    @property
    def taps(self) -> list[RadioField]:
        return [self[each.value] for each in Question]

    @property
    def said(self) -> Said:
        followed, useful, welcome = (Answer(field.data) for field in self.taps)
        words = (self.helped.data or "", self.otherwise.data or "")
        return Said(followed, useful, welcome, *words)


def _answered(form: ImpressionForm, field: RadioField) -> None:
    if field.data not in list(Answer):
        raise ValidationError(_("Choose one of the three."))


for _question in Question:
    _field = RadioField(
        _question.label,
        [_answered],
        choices=choices([(each.value, each.label) for each in Answer]),
        validate_choice=False,
    )
    setattr(ImpressionForm, _question.value, _field)
