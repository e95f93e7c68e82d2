import datetime as dt

from flask_babel import lazy_gettext as _
from wtforms.validators import ValidationError

from mori.web.fields import Day, Form, Prose, Token, needed

from .operations import NoteSaid
from .rules import MAX_TEXT


class NoteForm(Form):
    """What was talked about, and what was agreed."""

    token = Token()
    day = Day(_("Day"), _("Choose the day."))
    text = Prose(
        _("What did you talk about?"), [needed(_("Write one sentence first."))], most=MAX_TEXT
    )
    agreed = Prose(_("What did you agree?"), most=MAX_TEXT)
    due_on = Day(_("By when?"))

    def validate_due_on(self, field: Day) -> None:
        if not self.agreed.data:
            if field.data:
                raise ValidationError(_("Say what was agreed for this day, or leave it empty."))
        elif field.data is None:
            raise ValidationError(_("Choose by when it should be done."))
        elif isinstance(self.day.data, dt.date) and field.data < self.day.data:
            raise ValidationError(_("That is before the day you talked. Choose a later one."))

    @property
    def said(self) -> NoteSaid:
        return NoteSaid(self.day.data, self.text.data, self.agreed.data, self.due_on.data)
