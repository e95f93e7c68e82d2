from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField
from wtforms.validators import ValidationError

from mori.web.fields import Form, Token, choices

from ..making.forms import Number
from ..rules import MOST_INVITED


class InviteForm(Form):
    """Which communities or members are invited, each with so many seats."""

    token = Token()
    communities = SelectMultipleField(_("Communities"), validate_choice=False)
    members = SelectMultipleField(_("Members"), validate_choice=False)
    seats = Number(_("Seats for each community"), MOST_INVITED, default="1")

    def offer(
        self, communities: list[tuple[str, str]], members: list[tuple[str, str]]
    ) -> "InviteForm":
        self.communities.choices = choices(communities)
        self.members.choices = choices(members)
        return self

    def validate_members(self, field: SelectMultipleField) -> None:
        if not field.data and not self.communities.data:
            raise ValidationError(_("Choose whom to invite."))


class SeatForm(Form):
    """One tap on an invitation: nothing to say but that it is wanted."""

    token = Token()
