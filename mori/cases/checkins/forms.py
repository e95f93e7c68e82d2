from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField
from wtforms.validators import ValidationError

from mori.web.fields import NOT_OFFERED, Form, Prose, Token, choices

from .rules import Answer, Safety

OFFERED = choices((each.value, each.label) for each in Safety)


class AnswerForm(Form):
    """How the person is; nothing but the first question asks for an answer."""

    token = Token()
    check_in = HiddenField()
    safety = RadioField(_("Are you safe?"), choices=OFFERED, validate_choice=False)
    treated = RadioField(
        _("Does somebody treat you worse since you called?"), choices=OFFERED, validate_choice=False
    )
    need = Prose(_("Is there something you need?"), most=2000)

    def validate_safety(self, field: RadioField) -> None:
        if field.data not in [*Safety]:
            raise ValidationError(_("Choose one. “I do not want to answer yet” is an answer too."))

    def validate_treated(self, field: RadioField) -> None:
        if field.data and field.data not in [*Safety]:
            raise ValidationError(NOT_OFFERED)

    @property
    def answer(self) -> Answer:
        treated = Safety(self.treated.data or Safety.UNSAID)
        return Answer(Safety(self.safety.data), treated, self.need.data)


class AskedForm(AnswerForm):
    """The same, as the officer notes it who asked."""

    safety = RadioField(_("Is the person safe?"), choices=OFFERED, validate_choice=False)
    treated = RadioField(
        _("Does somebody treat them worse since their call?"),
        choices=OFFERED,
        validate_choice=False,
    )
    need = Prose(_("What they need"), most=2000)
