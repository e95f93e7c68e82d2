from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from mori.web.fields import Form, Line, Token, needed

from ..rules import Notice


class NoticeForm(Form):
    """What somebody is told."""

    notice = HiddenField(default="")

    def notice_among(self, offered: Sequence[Notice]) -> Notice | None:
        """What was asked for, where it is to be told at all."""
        return next((each for each in offered if each == self.notice.data), None)


class CallOffForm(Form):
    """Why an event does not take place."""

    token = Token()
    reason = Line(
        _("Why it is called off"),
        [needed(_("Write the reason: all who were invited read it."))],
        most=300,
    )
