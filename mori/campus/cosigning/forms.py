from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField
from wtforms.validators import ValidationError

from mori.web.fields import Form, Prose, Token, choices, one_line

from .rules import MOST_SENTENCE, Answer


class CoSignForm(Form):
    """Agreeing or not, with a sentence."""

    token = Token()
    given_to = HiddenField(filters=[one_line])
    answer = RadioField(
        _("Do you agree with this assessment?"),
        choices=choices(
            [(Answer.AGREES, _("Yes, I agree")), (Answer.DECLINES, _("No, I do not agree"))]
        ),
        invalid_choice_message=_("Choose whether you agree."),
    )
    sentence = Prose(_("In one sentence"), most=MOST_SENTENCE)

    def validate_sentence(self, field: Prose) -> None:
        if self.answer.data == Answer.DECLINES and not field.data:
            raise ValidationError(_("Say in one sentence why you do not agree."))
