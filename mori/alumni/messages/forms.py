from flask_babel import lazy_gettext as _
from wtforms import IntegerField, RadioField

from mori.web.fields import NOT_OFFERED, Form, Line, Prose, Token, choices, needed

from ..rules import Agreed
from .operations import Text
from .rules import WRITTEN_FOR

EVENT_LABELS = {
    "begin": _("Written"),
    "edit": _("Changed"),
    "send": _("Sending begun"),
    "drop": _("Discarded"),
    "stop": _("Stopped"),
    "resume": _("Gone on with"),
    "finish": _("Done"),
}


class MailingForm(Form):
    """A message, and the purpose that decides whom it may reach."""

    token = Token()
    revision = IntegerField(default=0)
    purpose = RadioField(
        _("What for"),
        choices=choices((each.value, each.label) for each in WRITTEN_FOR),
        default=Agreed.NEWS.value,
        invalid_choice_message=NOT_OFFERED,
    )
    subject = Line(_("Subject"), [needed(_("Write what it is about."))], most=150)
    body = Prose(_("Message"), [needed(_("Write the message."))], most=6000)

    @property
    def text(self) -> Text:
        return Text(Agreed(self.purpose.data), self.subject.data, self.body.data)


class ReadForm(Form):
    """A button under a draft: which one was read, so that no other goes out."""

    token = Token()
    revision = IntegerField(default=0)


class ShareForm(Form):
    """What to say to one alumnus over WhatsApp."""

    token = Token()
    text = Prose(_("Message"), [needed(_("Write the message."))], most=1500)


class AddressForm(Form):
    """Which address mail came back from."""

    address = Line(_("E-mail"), most=200)
