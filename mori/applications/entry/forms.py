import datetime as dt
from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, RadioField, TextAreaField
from wtforms.validators import NumberRange, Optional, ValidationError

from mori.accounts.rules import normal_email
from mori.placements.rotation.forms import FactsForm
from mori.web.asked import today
from mori.web.fields import Day, Line, Prose, Token, choices, needed

from ..rules import MOST_APPLICANTS, Channel
from .operations import Incoming
from .rules import Flaw, Named, flaws_of, is_too_many, names_in

CHANNELS = (Channel.PAPER, Channel.WHATSAPP, Channel.MAIL)


def flaws_said(flaws: Sequence[tuple[int, str, Flaw]]) -> str:
    """The first of them, each with its line and name."""
    return " ".join(
        str(_("Line %(n)d (%(name)s): %(flaw)s.", n=line, name=name or "–", flaw=flaw.label))
        for line, name, flaw in flaws[:5]
    )


class LetterForm(FactsForm):
    """A letter that came on paper, by WhatsApp or by mail, and whom it names."""

    person = None  # WTForms: without the field
    token = Token()
    channel = RadioField(
        _("It came"),
        choices=choices((each.value, each.label) for each in CHANNELS),
        default=Channel.PAPER.value,
        invalid_choice_message=_("Choose how it came."),
    )
    letter_number = Line(_("Number of their letter"), most=80)
    letter_on = Day(_("Date of their letter"))
    letter_by = Line(_("Who signed it: the post"))
    letter_to = Line(_("To whom it is addressed"))
    received_on = Day(_("Received on"), _("Choose the day on which it came."))
    contact = Line(_("Who answers for it"), [needed(_("Write whom the office answers to."))])
    email = Line(_("E-mail of that person"), most=200)
    phone = Line(_("Mobile number of that person"), most=40)
    names = TextAreaField(_("Names, a line for each"))
    places = IntegerField(
        _("Places without a name"),
        [
            Optional(),
            NumberRange(0, MOST_APPLICANTS, message=_("Write a number from 0 to 30.")),
        ],
    )
    about = Prose(_("What they would like to do"), most=2000)

    def validate_letter_on(self, field: Day) -> None:
        if field.data and field.data > today():
            raise ValidationError(_("This day is still to come."))

    def validate_received_on(self, field: Day) -> None:
        if field.data and field.data > today():
            raise ValidationError(_("This day is still to come."))

    def validate_ends_on(self, field: Day) -> None:
        super().validate_ends_on(field)
        if field.data and field.data < today():
            raise ValidationError(_("This period is over already. Look at the years."))

    def validate_email(self, field: Line) -> None:
        if field.data and not normal_email(field.data):
            raise ValidationError(_("Write an address such as name@example.id."))
        if not field.data and not self.phone.data:
            raise ValidationError(_("Write an e-mail or a mobile number: the reply goes there."))

    def validate_names(self, field: TextAreaField) -> None:
        count = len(self.named) + (self.places.data or 0)
        if not count:
            raise ValidationError(_("Write the names, or for how many places they ask."))
        if is_too_many(count):
            raise ValidationError(
                _(
                    "At most %(most)d places in one letter. Enter the others as a second one.",
                    most=MOST_APPLICANTS,
                )
            )
        if flaws := flaws_of(self.named):
            raise ValidationError(flaws_said(flaws))

    @property
    def named(self) -> list[Named]:
        return names_in(self.names.data or "")

    @property
    def letter(self) -> Incoming:
        facts = {name: self[name].data for name in Incoming._fields if name in self._fields}
        facts["email"] = normal_email(self.email.data) or ""
        return Incoming(
            **facts
            | {"channel": Channel(self.channel.data), "names": tuple(self.named)}
            | {"places": self.places.data or 0}
        )


def fresh(day: dt.date) -> LetterForm:
    return LetterForm(formdata=None, received_on=day)
