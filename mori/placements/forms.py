import datetime as dt
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms.validators import ValidationError

from mori.web.fields import Day, Form, Line

from .rules import LONGEST, MOVES

EVENT_LABELS = {
    **{verb: state.label for verb, (_from, state) in MOVES.items()},
    "make": _("Placed"),
    "rotate": _("Rotation changed"),
    "resume": _("Resumed"),
    "part": _("Phones used before can no longer call for help in this name"),
}
ACTION_LABELS = {
    "pause": _("Pause"),
    "resume": _("Resume"),
    "extend": _("Extend"),
    "finish": _("Finish"),
}


def check_period(starts_on: dt.date | None, ends_on: dt.date | None) -> None:
    """Refuse a last day that does not go with the first, if both are there."""
    if not starts_on or not ends_on:
        return
    if ends_on < starts_on:
        raise ValidationError(_("The last day comes before the first."))
    if ends_on - starts_on > LONGEST:
        raise ValidationError(_("A placement lasts a year at most."))


class NoteForm(Form):
    """A move of a placement, with a note if one is wanted."""

    note = Line(_("Note, if you like"), most=300)

    @property
    def said(self) -> tuple[Any, ...]:
        return (self.note.data,)


class ExtendForm(NoteForm):
    """A later end."""

    ends_on = Day(_("New last day"), _("Choose the new last day."))

    @property
    def said(self) -> tuple[Any, ...]:
        return self.ends_on.data, self.note.data
