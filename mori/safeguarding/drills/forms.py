from flask_babel import lazy_gettext as _
from wtforms import RadioField

from mori.web.fields import NOT_OFFERED, Form, Token, choices

from .rules import Wait


class DrillForm(Form):
    """A drill, and how soon."""

    token = Token()
    wait = RadioField(
        _("When"),
        choices=choices([(each.value, each.label) for each in Wait]),
        default=Wait.QUARTER.value,
        invalid_choice_message=NOT_OFFERED,
    )

    @property
    def chosen(self) -> Wait:
        return next(each for each in Wait if each.value == self.wait.data)
