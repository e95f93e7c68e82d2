from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import PasswordField, RadioField
from wtforms.validators import ValidationError

from mori.web.fields import NOT_OFFERED, Form, Line, choices, needed, one_line

from .rules import PIN, ContactChoice, SafetyKind


class SafeContactForm(Form):
    """How somebody can be reached safely, and how not."""

    way = RadioField(
        _("How"),
        choices=choices(
            [
                ("call", _("Telephone")),
                ("whatsapp", "WhatsApp"),
                ("sms", _("SMS")),
                ("mail", _("E-mail")),
                ("other", _("Another way")),
            ]
        ),
        default="call",
        invalid_choice_message=NOT_OFFERED,
    )
    number = Line(
        _("Number or address"), [needed(_("Write a number, or another way to reach you."))]
    )
    hours = Line(_("When it is safe"))
    not_so = Line(_("How you must not be reached"), most=200)
    code_word = Line(_("Code word"))
    otherwise = Line(_("What to say if somebody else answers"), most=200)
    reminder = RadioField(
        _("May MORI write there by itself?"),
        choices=choices(
            [
                ("no", _("No, only officers")),
                ("yes", _("Yes: one line that says nothing, when a question waits for me")),
            ]
        ),
        default="no",
        invalid_choice_message=NOT_OFFERED,
    )

    def validate_reminder(self, field: RadioField) -> None:
        if field.data == "yes" and (self.way.data != "mail" or "@" not in (self.number.data or "")):
            raise ValidationError(
                _("MORI writes by e-mail alone: choose E-mail and write the address, or choose No.")
            )


class TrustedForm(Form):
    """Somebody whom the person trusts."""

    name = Line(_("Name"), [needed(_("Write the name."))])
    number = Line(_("Number or address"), [needed(_("Write how to reach this person."))])
    may = RadioField(
        _("When officers may ask this person"),
        choices=choices(
            [
                ("asked", _("Only once I have said yes")),
                ("lost", _("Also while officers cannot reach me")),
            ]
        ),
        default="asked",
        invalid_choice_message=NOT_OFFERED,
    )


class OfficerForm(Form):
    """With whom somebody would rather speak, and in which language."""

    gender = RadioField(
        _("Officer"),
        choices=choices([("any", _("Anyone")), ("woman", _("A woman")), ("man", _("A man"))]),
        default="any",
        invalid_choice_message=NOT_OFFERED,
    )
    language = Line(_("Language I would rather speak"))


class CampusForm(Form):
    """Whether the task force of somebody's campus may be told."""

    satgas = RadioField(
        _("May officers tell the task force of your campus?"),
        choices=choices([("ask", _("Not yet: ask me first")), ("yes", _("Yes")), ("no", _("No"))]),
        default="ask",
        invalid_choice_message=NOT_OFFERED,
    )


class PinForm(Form):
    """Two PINs, of which one says that its owner is forced."""

    pin = PasswordField(_("PIN"), filters=[one_line])
    duress = PasswordField(_("PIN for when somebody forces you"), filters=[one_line])

    def validate_pin(self, field: PasswordField) -> None:
        if not PIN.fullmatch(field.data or ""):
            raise ValidationError(_("Choose 4 to 8 digits."))

    def validate_duress(self, field: PasswordField) -> None:
        self.validate_pin(field)
        if field.data == self.pin.data:
            raise ValidationError(_("Choose another one than the first."))


class ChoiceForm(Form):
    """How somebody who has called wants to be contacted now."""

    choice = RadioField(
        _("How may officers contact you?"),
        choices=choices((each.value, each.label) for each in ContactChoice),
        invalid_choice_message=NOT_OFFERED,
    )

    @property
    def chosen(self) -> ContactChoice:
        return ContactChoice(self.choice.data)


FORMS: Mapping[SafetyKind, type[Form]] = {
    SafetyKind.CONTACT: SafeContactForm,
    SafetyKind.TRUSTED: TrustedForm,
    SafetyKind.OFFICER: OfficerForm,
    SafetyKind.CAMPUS: CampusForm,
    SafetyKind.PINS: PinForm,
    SafetyKind.DRILL: Form,
    SafetyKind.RIGHTS: Form,
}


def written_in(form: Form) -> dict[str, str]:
    """What was filled in, by the names of the fields."""
    return {field.name: field.data for field in form if field.type in ("Line", "RadioField")}


def said_in(kind: SafetyKind, written: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What somebody has said, for an officer to read: each field's label, and the words."""
    form = FORMS[kind](formdata=None, data=dict(written))
    return [
        (str(field.label.text), _words_of(field))
        for field in form
        if field.data and field.name in written
    ]


def _words_of(field: Any) -> str:
    """What was written, or the label of what was chosen."""
    if field.type != "RadioField":
        return str(field.data)
    return next((str(each.label) for each in field.iter_choices() if each.selected), "")
