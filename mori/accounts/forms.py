from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, PasswordField, RadioField, SelectField
from wtforms.validators import ValidationError

from mori.access.roles import Role
from mori.offices.models import Unit
from mori.web.fields import NOT_OFFERED, Form, Line, choices, needed

from .rules import LEAST_PASSWORD, LONGEST_LOGIN, is_in_latin, normal_email, normal_phone

IN_LATIN = _("Write the name in Latin letters, as on the identity card or passport.")
LANGUAGES = (("id", "Bahasa Indonesia"), ("en", "English"))


class SignInForm(Form):
    """A phone number or an e-mail address, and a password."""

    login = Line(
        _("Phone number or e-mail"),
        [needed(_("Write your phone number or e-mail."))],
        most=LONGEST_LOGIN,
    )
    password = PasswordField(_("Password"), [needed(_("Write your password."))])
    next = HiddenField()
    carried = HiddenField()


class CodeForm(Form):
    """The six digits of the second step."""

    ticket = HiddenField()
    carried = HiddenField()
    code = Line(_("Six-digit code"), [needed(_("Write the six digits your app shows."))], most=12)


class PasswordForm(Form):
    """A new password, seen or unseen, typed once; blanks around it are no part of it."""

    password = PasswordField(_("New password"), filters=[lambda typed: (typed or "").strip()])

    def validate_password(self, field: PasswordField) -> None:
        if len(field.data or "") < LEAST_PASSWORD:
            raise ValidationError(
                _("At least %(n)d characters: three or four words work well.", n=LEAST_PASSWORD)
            )


class ChangePasswordForm(PasswordForm):
    """The old password too, so that a borrowed phone is not enough."""

    current = PasswordField(_("Current password"), [needed(_("Write your current password."))])


class RenewForm(Form):
    """Asking for a new link."""

    login = Line(
        _("Phone number or e-mail"),
        [needed(_("Write your phone number or e-mail."))],
        most=LONGEST_LOGIN,
    )


class LanguageForm(Form):
    """The language of one's pages."""

    locale = RadioField(
        _("Language"), choices=choices(LANGUAGES), invalid_choice_message=NOT_OFFERED
    )


class PersonForm(Form):
    """Someone's name and how they sign in."""

    name = Line(_("Full name"), [needed(_("Write the full name."))])
    phone = Line(_("Mobile number"), most=30)
    email = Line(_("E-mail"), most=LONGEST_LOGIN)
    known_name = ""  # as it already is: one from before the rule stays as it was

    def validate_name(self, field: Line) -> None:
        if field.data != self.known_name and not is_in_latin(field.data):
            raise ValidationError(IN_LATIN)

    def validate_phone(self, field: Line) -> None:
        if field.data and not normal_phone(field.data):
            raise ValidationError(_("Write a mobile number such as 0812-3456-7890."))

    def validate_email(self, field: Line) -> None:
        if field.data and not normal_email(field.data):
            raise ValidationError(_("Write an address such as name@example.id."))
        if not field.data and not self.phone.data:
            raise ValidationError(_("Give a mobile number or an e-mail: one is needed to sign in."))

    @property
    def contact(self) -> tuple[str | None, str | None]:
        """Phone and e-mail in their normal forms."""
        return normal_phone(self.phone.data), normal_email(self.email.data)


class OwnContactForm(PersonForm):
    """How one signs in and is reached, changed by oneself."""

    name = None  # type: ignore[assignment] # WTForms: without the field


class RoleForm(Form):
    """A role to give, out of those the actor may give, and its unit."""

    role = RadioField(_("Role"), invalid_choice_message=_("Choose a role."))
    unit = SelectField(_("Unit"), default="", invalid_choice_message=NOT_OFFERED)

    def offer(self, roles: tuple[Role, ...], units: Sequence[Unit]) -> "RoleForm":
        self.role.choices = choices((role.value, role.label) for role in roles)
        named = [(unit.key, unit.name) for unit in units]
        self.unit.choices = choices([("", _("No unit")), *named])
        return self


class NewPersonForm(PersonForm, RoleForm):
    """Someone new, with their first role."""


class EndRoleForm(Form):
    """Taking a role away, with a tick so that it is no slip."""

    sure = BooleanField(_("Yes, end this role"), [needed(_("Tick the box to end the role."))])


class DisableForm(Form):
    """Keeping somebody from signing in, with a tick so that it is no slip."""

    sure = BooleanField(
        _("Yes, this person must not sign in any more"),
        [needed(_("Tick the box to switch the account off."))],
    )
