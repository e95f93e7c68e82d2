import datetime as dt
from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import RadioField

from mori.web.fields import NOT_OFFERED, Form, Line, Token, choices, needed

NO_DOOR = _("This link opens no door")
WHY_NO_DOOR = _(
    "It is for another day, or was taken back. Ask the coordinator for today's link. Until then, "
    "let people sign the sheet: it counts the same."
)

NOT_YET = _(
    "The day has not come yet. This list is here so that you have it; mark people on the day."
)


class PassForm(Form):
    """A door's pass: what the door is called, and for which day it is."""

    token = Token()
    label = Line(
        _("What is the door called?"),
        [needed(_("Say what it is called, such as Door 1."))],
        most=40,
    )
    day = RadioField(_("For which day?"), validate_choice=False)

    def offer(self, days: Sequence[tuple[str, str]]) -> None:
        self.day.choices = choices(days)

    def day_of(self, days: Sequence[dt.date]) -> dt.date | None:
        """The day that was chosen, of those offered; the form says so if none was."""
        found = next((each for each in days if str(each) == self.day.data), None)
        if found is None:
            self.day.errors = [NOT_OFFERED]
        return found
