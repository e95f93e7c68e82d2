from flask_babel import lazy_gettext as _
from wtforms import HiddenField, IntegerField, RadioField, StringField
from wtforms.validators import ValidationError

from mori.accounts.rules import normal_email
from mori.certificates.numbers.rules import NUMBER_MOST, number_folded
from mori.uploads.forms import WithUpload
from mori.web.asked import today
from mori.web.fields import NOT_OFFERED, Day, Form, Line, Prose, Token, choices, needed, one_line

from .rules import TEXT_MOST, LetterKind, unknown_places

LANGUAGES = (("id", "Bahasa Indonesia"), ("en", "English"))


class MakeForm(Form):
    """Which letter, the date it bears, and who gets a copy."""

    token = Token()
    kind = RadioField(
        _("Which letter"),
        choices=choices((each.value, each.label) for each in LetterKind),
        invalid_choice_message=_("Choose which letter."),
    )
    locale = RadioField(
        _("Language"),
        choices=choices(LANGUAGES),
        default="id",
        invalid_choice_message=NOT_OFFERED,
    )
    day = Day(_("Date of the letter"), _("Choose the date of the letter."))
    reason = Prose(_("Reason, or what is missing"), most=1000)
    copy_to = Line(_("Copy to an address at the campus"), most=200)

    def validate_copy_to(self, field: Line) -> None:
        if field.data and not normal_email(field.data):
            raise ValidationError(_("Write an address such as name@example.id."))

    def validate_reason(self, field: Prose) -> None:
        asks = (LetterKind.REFUSED.value, LetterKind.INCOMPLETE.value)
        if self.kind.data in asks and not field.data:
            raise ValidationError(_("This letter says the reason, or what is missing. Write it."))


class NumberForm(Form):
    """A number from the office's register."""

    number = Line(_("Number"), [needed(_("Write the number."))], most=NUMBER_MOST)
    day = Day(_("Date of the letter"), _("Choose the date of the letter."))

    def validate_number(self, field: Line) -> None:
        if not number_folded(field.data):
            raise ValidationError(_("Write the number."))


class SignForm(Form):
    """The head's word, with a code where a second factor is on."""

    code = StringField(_("Six-digit code"), filters=[one_line])


class SignedForm(WithUpload):
    """The PDF that was signed outside."""


class WordingForm(Form):
    """How letters of a kind are worded."""

    kind = HiddenField(filters=[one_line])
    locale = HiddenField(filters=[one_line])
    seen = IntegerField()
    text = Prose(_("Text"), most=TEXT_MOST)

    def validate_text(self, field: Prose) -> None:
        if unknown := unknown_places(field.data):
            names = ", ".join(f"{{{name}}}" if name not in "{}" else name for name in unknown[:3])
            raise ValidationError(
                _("Nothing can be put in here: %(names)s. Use those listed.", names=names)
            )


def fresh() -> MakeForm:
    return MakeForm(formdata=None, day=today())
