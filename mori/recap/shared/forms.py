from flask_babel import lazy_gettext as _
from wtforms.validators import ValidationError

from mori.accounts.rules import LONGEST_LOGIN, normal_email
from mori.links.rules import Hand
from mori.web.fields import Form, Line, Token, needed


class ShareForm(Form):
    """For whom a link to a report is."""

    token = Token()
    name = Line(_("Who is it for?"), [needed(_("Write the name of whoever it is for."))])
    email = Line(_("Their e-mail, if it is to be sent there"), most=LONGEST_LOGIN)

    def validate_email(self, field: Line) -> None:
        if field.data and not normal_email(field.data):
            raise ValidationError(_("Write an address such as name@example.id."))

    @property
    def hand(self) -> Hand:
        return Hand(self.name.data, normal_email(self.email.data or "") or "")
