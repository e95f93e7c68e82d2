from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from mori.web.fields import Form, Line, needed


class TapForm(Form):
    """A button, and which version of the report it was pressed for."""

    seen = HiddenField(default="")

    @property
    def revision(self) -> int:
        """None fits what is no number."""
        text = self.seen.data or ""
        return int(text) if text.isdecimal() and len(text) < 9 else -1


class ReasonForm(TapForm):
    """Why a report comes back."""

    reason = Line(
        _("What is to be put right?"), [needed(_("Write what is to be put right."))], most=300
    )


class WhoForm(Form):
    """Which member a name means."""

    member = HiddenField(default="")


class MergeForm(TapForm):
    """Two reports as the page showed them."""

    other = HiddenField(default="")
    other_seen = HiddenField(default="")

    @property
    def other_revision(self) -> int:
        text = self.other_seen.data or ""
        return int(text) if text.isdecimal() and len(text) < 9 else -1
