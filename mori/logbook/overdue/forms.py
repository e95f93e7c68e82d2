from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import SelectField

from mori.web.fields import NOT_OFFERED, Form, choices


class HandOverForm(Form):
    """Who reviews an entry from now on."""

    to = SelectField(_("New reviewer"), invalid_choice_message=NOT_OFFERED)

    def offer(self, people: list[Any]) -> "HandOverForm":
        """Let one of these people be chosen."""
        self.to.choices = choices((each.key, each.name) for each in people)
        self.ids = {each.key: each.id for each in people}
        return self
