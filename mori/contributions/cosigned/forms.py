from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import ValidationError

from mori.institutions.models import InstitutionContact
from mori.web.fields import NOT_OFFERED, Form, Prose, Token, choices, needed, one_line

from .rules import MOST_SENTENCE, CampusAnswer


class AskCampusForm(Form):
    """Who at the campus is to sign."""

    token = Token()
    contact = SelectField(
        _("Campus supervisor"),
        [needed(_("Choose who signs there."))],
        invalid_choice_message=NOT_OFFERED,
    )

    def offer(self, contacts: list[InstitutionContact]) -> None:
        self.contact.choices = choices(
            [("", _("Choose")), *((each.key, each.name) for each in contacts)]
        )


class CoSignStudyForm(Form):
    """Agreeing or not, with a sentence."""

    token = Token()
    given_to = HiddenField(filters=[one_line])
    answer = RadioField(
        _("Do you agree with this study?"),
        choices=choices(
            [
                (CampusAnswer.AGREES, _("Yes, I agree")),
                (CampusAnswer.DECLINES, _("No, I do not agree")),
            ]
        ),
        invalid_choice_message=_("Choose whether you agree."),
    )
    sentence = Prose(_("In one sentence"), most=MOST_SENTENCE)

    def validate_sentence(self, field: Prose) -> None:
        if self.answer.data == CampusAnswer.DECLINES and not field.data:
            raise ValidationError(_("Say in one sentence why you do not agree."))
