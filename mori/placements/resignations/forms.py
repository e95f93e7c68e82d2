from flask_babel import lazy_gettext as _
from wtforms import BooleanField

from mori.web.fields import Day, Form, Prose, Token, needed

from .rules import MOVES

EVENT_LABELS = {
    **{verb: state.label for verb, (_from, state) in MOVES.items()},
    "resign": _("Resigned"),
}


class ResignForm(Form):
    """The intern's last day, and a word if they like."""

    token = Token()
    last_day = Day(_("My last day"), _("Choose your last day."))
    words = Prose(_("A word to the office, if you like"), most=1000)
    sure = BooleanField(
        _("I have read what follows from it"),
        [needed(_("Read what follows from it, then tick this."))],
    )
