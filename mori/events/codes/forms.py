from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from mori.web.fields import Form, Line, needed

OUT_OF_DATE = _(
    "This code is not, or no longer, the one on the screen. Look at the screen and type what it "
    "shows now. Is there no screen, or no time? Sign the sheet at the door: it counts the same."
)
NO_DAY = _("Nobody is marked today: this is none of the event's days.")
NOBODY = _("Nobody on the list has these four letters. Ask at the door.")


class EnterForm(Form):
    """Who is there: the page was opened with the right code, of which ``opening`` is the proof."""

    opening = HiddenField()
    who = Line(_("Your four letters"), [needed(_("Write your four letters."))], most=12)


class TapForm(Form):
    """The same where the page knows whose it is."""

    opening = HiddenField()
