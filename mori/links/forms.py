from flask_babel import lazy_gettext as _
from wtforms.validators import ValidationError

from mori.accounts.rules import LONGEST_LOGIN, normal_email
from mori.web.fields import Form, Line, Token, needed

from .rules import Hand


class GiveForm(Form):
    """Making a link: nothing to say but that it is wanted."""

    token = Token()


class ForwardForm(Form):
    """Whom a link is handed on to."""

    name = Line(_("Their name"), [needed(_("Write the name of whoever it is for."))])
    email = Line(
        _("Their e-mail"),
        [needed(_("Write their e-mail address: the new link is sent there."))],
        most=LONGEST_LOGIN,
    )

    def validate_email(self, field: Line) -> None:
        if field.data and not normal_email(field.data):
            raise ValidationError(_("Write an address such as name@example.id."))

    @property
    def hand(self) -> Hand:
        return Hand(self.name.data, normal_email(self.email.data) or "")
