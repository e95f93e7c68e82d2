from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField

from mori.web.fields import NOT_OFFERED, Day, Form, Prose, Token, choices, needed

from .operations import Said
from .rules import MOST_TEXT, RemarkKind


class RemarkForm(Form):
    """A visit or a remark."""

    token = Token()
    seen = HiddenField(default="")
    kind = RadioField(
        _("What is it?"),
        choices=choices((each.value, each.label) for each in RemarkKind),
        invalid_choice_message=NOT_OFFERED,
        default=RemarkKind.REMARK.value,
    )
    day = Day(_("Day"), missing=_("Say on which day."))
    text = Prose(
        _("What you want to say"), [needed(_("Write what you want to say."))], most=MOST_TEXT
    )

    @property
    def said(self) -> Said:
        return Said(RemarkKind(self.kind.data), self.day.data, self.text.data)

    @property
    def revision(self) -> int:
        """Which version was mended; none fits what is no number."""
        text = self.seen.data or ""
        return int(text) if text.isdecimal() and len(text) < 6 else 0
