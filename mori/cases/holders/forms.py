from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField

from mori.accounts.models import Person
from mori.web.fields import NOT_OFFERED, Form, Prose, Token, choices, needed


class HandOverForm(Form):
    """To whom a part of a case goes, and what they have to know."""

    token = Token()
    taker = SelectField(_("To whom"), validate_choice=False)
    text = Prose(
        _("What they have to know"), [needed(_("Write what they have to know."))], most=2000
    )

    def offer(self, takers: list[Person]) -> None:
        self.taker.choices = choices((person.key, person.name) for person in takers)

    def taker_among(self, takers: list[Person]) -> int | None:
        """Whom was chosen of those offered; else the form says so."""
        found = next((person.id for person in takers if person.key == self.taker.data), None)
        if found is None:
            self.taker.errors = [*self.taker.errors, str(NOT_OFFERED)]
        return found


class OfferForm(Form):
    """Which offer is accepted or ended."""

    offer = HiddenField()
