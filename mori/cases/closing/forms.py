from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import RadioField

from mori.web.fields import NOT_OFFERED, Form, Prose, Token, choices, needed

from .rules import Consent, Reason


class ClosingForm(Form):
    """Why a call is closed, and how the person agreed."""

    token = Token()
    reason = RadioField(
        _("Why"), [needed(_("Choose why it is closed."))], invalid_choice_message=NOT_OFFERED
    )
    consent = RadioField(
        _("How the person agreed"),
        [needed(_("Say how the person agreed to closing."))],
        invalid_choice_message=NOT_OFFERED,
    )

    def offer(self, reasons: Iterable[Reason]) -> None:
        self.reason.choices = choices([(each.value, each.label) for each in reasons])
        self.consent.choices = choices([(each.value, each.label) for each in Consent])

    def leave_out_consent(self) -> None:
        """Of somebody whom nobody reaches."""
        del self.consent


class WhyNotForm(Form):
    """Why a second officer does not agree."""

    words = Prose(_("Why not?"), [needed(_("Write in a sentence why not."))], most=600)


class ReopenForm(Form):
    """What is new about a closed call."""

    token = Token()
    words = Prose(_("What is new?"), [needed(_("Write in a sentence what is new."))], most=600)
