from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField

from mori.web.fields import NOT_OFFERED, Form, Token, choices, one_line


class HandOverForm(Form):
    """Who reviews from now on."""

    to = SelectField(_("New reviewer"), invalid_choice_message=NOT_OFFERED)

    def offer(self, people: list[Any]) -> "HandOverForm":
        """Let one of these people be chosen."""
        self.to.choices = choices((each.key, each.name) for each in people)
        self.names = {each.key: each.name for each in people}
        self.ids = {each.key: each.id for each in people}
        return self


class HandOverAllForm(HandOverForm):
    """The same of all that waits with somebody, as the question showed it."""

    seen = HiddenField(filters=[one_line])
    token = Token()
