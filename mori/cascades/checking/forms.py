from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from mori.web.fields import Form, Line, needed

from ..forms import TapForm, revision_in


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
        return revision_in(self.other_seen.data)
