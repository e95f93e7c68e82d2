from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField, SelectMultipleField
from wtforms.validators import ValidationError

from mori.web.fields import NOT_OFFERED, Day, Form, Line, Prose, Token, choices, needed
from mori.web.i18n import locale

from .operations import Offer
from .rules import Passed, partners

HAPPENED = {
    "agree": _("said yes"),
    "decline": _("said no"),
    "note_yes": _("noted a yes"),
    "confirm": _("confirmed the yes"),
    "pass_on": _("passed it on"),
    "withdraw": _("took it back"),
}


class OfferForm(Form):
    """What would be passed on, to whom, and when."""

    token = Token()
    partner = SelectField(_("To which partner"), validate_choice=False)
    what = SelectMultipleField(
        _("What is passed on"),
        choices=choices((each.value, each.label) for each in Passed),
        validate_choice=False,
    )
    to_whom = Line(_("To whom there, if you know"), most=120)
    on_day = Day(_("On which day"), _("Choose the day on which you would pass it on."))

    def offer_partners(self) -> None:
        said = [(each.key, each.said(locale())[0]) for each in partners().values()]
        self.partner.choices = choices(said)

    def validate_partner(self, field: SelectField) -> None:
        if field.data not in partners():
            raise ValidationError(NOT_OFFERED)

    def validate_what(self, field: SelectMultipleField) -> None:
        if not field.data or not set(field.data) <= set(Passed):
            raise ValidationError(_("Choose what is passed on: nothing else is."))

    @property
    def offer(self) -> Offer:
        what = [Passed(each) for each in self.what.data]
        return Offer(self.partner.data, what, self.to_whom.data, self.on_day.data)


class AnswerForm(Form):
    """Which referral is answered, and how."""

    referral = HiddenField()
    answer = HiddenField()


class PassedOnForm(Form):
    """That it was passed on."""

    token = Token()
    referral = HiddenField()
    text = Prose(
        _("What you passed on, to whom, and how"),
        [needed(_("Write what you passed on, to whom, and how."))],
        most=1000,
    )
