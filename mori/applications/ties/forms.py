from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import SelectField

from mori.accounts.models import Person
from mori.web.fields import NOT_OFFERED, Form, choices, needed


class TieForm(Form):
    """Who of the office is meant."""

    person = SelectField(
        _("Who is meant"),
        [needed(_("Choose who it is."))],
        invalid_choice_message=NOT_OFFERED,
    )

    def offer(self, people: Sequence[Person]) -> "TieForm":
        self.ids = {each.key: each.id for each in people}
        named = [(each.key, each.name) for each in people]
        self.person.choices = choices([("", _("Choose")), *named])
        return self
