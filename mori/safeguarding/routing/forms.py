from collections.abc import Sequence

from flask_babel import gettext, lazy_gettext
from wtforms import SelectField, SelectMultipleField

from mori.accounts.models import Person
from mori.web.fields import Form, choices

ANOTHER = lazy_gettext("Choose from the list.")


class WishForm(Form):
    """Who is to be called first, and who is not to learn of it."""

    officer = SelectField(lazy_gettext("Who is called first"), invalid_choice_message=ANOTHER)
    avoided = SelectMultipleField(
        lazy_gettext("Who must not learn of it"), invalid_choice_message=ANOTHER
    )

    def offer(self, officers: Sequence[Person], staff: Sequence[Person]) -> None:
        named = [(person.key, person.name) for person in officers]
        self.officer.choices = choices([("", gettext("Whoever is on duty")), *named])
        self.avoided.choices = choices([(person.key, person.name) for person in staff])
