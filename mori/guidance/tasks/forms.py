import datetime as dt
from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField
from wtforms.validators import ValidationError

from mori.placements.models import Placement
from mori.web.fields import NOT_OFFERED, Day, Form, Line, Prose, Token, choices, needed

from .operations import TaskSaid
from .rules import MAX_WORDS

EVENT_LABELS = {
    "give": _("Given"),
    "finish": _("Marked done"),
    "reopen": _("To do after all"),
    "withdraw": _("Taken back"),
}


class TaskForm(Form):
    """What is to be done, by whom, and by when."""

    token = Token()
    interns = SelectMultipleField(_("For whom?"), validate_choice=False)
    title = Line(_("What is to be done?"), [needed(_("Say in a few words what is to be done."))])
    words = Prose(_("More about it"), most=MAX_WORDS)
    due_on = Day(_("By when?"))

    def offer(self, placements: Sequence[Placement], today: dt.date) -> "TaskForm":
        """Let some of these interns be chosen."""
        self.interns.choices = choices((each.key, each.person.name) for each in placements)
        self.placements = {each.key: each for each in placements}
        self.today = today
        return self

    def validate_interns(self, field: SelectMultipleField) -> None:
        if not field.data:
            raise ValidationError(_("Tick at least one intern."))
        if not self.placements.keys() >= set(field.data):
            raise ValidationError(NOT_OFFERED)

    def validate_due_on(self, field: Day) -> None:
        if field.data and field.data < self.today:
            raise ValidationError(_("This day is over. Choose a later one, or none."))

    @property
    def chosen(self) -> list[Placement]:
        return [self.placements[key] for key in dict.fromkeys(self.interns.data)]

    @property
    def said(self) -> TaskSaid:
        return TaskSaid(self.title.data, self.words.data, self.due_on.data)
