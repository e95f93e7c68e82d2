from flask_babel import lazy_gettext as _
from wtforms import PasswordField
from wtforms.validators import ValidationError

from mori.core.vault.passphrases import LEAST
from mori.web.fields import Form, Line, needed


class KeyForm(Form):
    """A passphrase for a new pair, from whoever proves who they are."""

    secret = PasswordField(_("Password of your account"), [needed(_("Write your password."))])
    code = Line(_("Six-digit code"), most=12)
    passphrase = PasswordField(_("New passphrase"), filters=[lambda typed: (typed or "").strip()])
    again = PasswordField(
        _("The new passphrase once more"), filters=[lambda typed: (typed or "").strip()]
    )

    def validate_passphrase(self, field: PasswordField) -> None:
        if len(" ".join((field.data or "").split())) < LEAST:
            raise ValidationError(_("At least %(n)d characters: four or five words.", n=LEAST))
        if field.data == (self.secret.data or "").strip():
            raise ValidationError(_("Take another one than you have already."))

    def validate_again(self, field: PasswordField) -> None:
        if field.data != self.passphrase.data:
            raise ValidationError(_("The two are not the same. Write both again."))


class ChangePassphraseForm(KeyForm):
    """Another passphrase for the same pair, from whoever knows the one it has."""

    secret = PasswordField(
        _("Passphrase you have now"), [needed(_("Write the passphrase you have now."))]
    )
