from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField
from wtforms.fields.choices import SelectChoice

from mori.web.fields import NOT_OFFERED, Form, Prose, Token, needed

from .rules import RequestKind, RequestWay

EVENT_LABELS = {
    "ask": _("Asked for"),
    "settle": _("Done"),
    "refuse": _("Refused"),
    "take_back": _("Taken back"),
}
WHAT = _("Write what is wrong, and what is right.")


class AskForm(Form):
    """What somebody asks of their own data."""

    token = Token()
    kind = RadioField(
        _("What do you ask for?"),
        choices=[
            SelectChoice(each.value, each.label)
            for each in RequestKind
            if each is not RequestKind.OWN_DATA
        ],
        invalid_choice_message=NOT_OFFERED,
    )
    text = Prose(_("What is wrong, and what is right?"), most=1000)

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid: bool = super().validate(extra_validators)
        if is_valid and self.wanted.is_correction and not self.text.data:
            self.text.errors = [WHAT]
            return False
        return is_valid

    @property
    def wanted(self) -> RequestKind:
        return RequestKind(self.kind.data)


class NoteForm(AskForm):
    """The same, as a coordinator heard or read it; and a copy, which they hand over."""

    kind = RadioField(
        _("What did they ask for?"),
        choices=[SelectChoice(each.value, each.label) for each in RequestKind],
        invalid_choice_message=NOT_OFFERED,
    )
    way = RadioField(
        _("How was it asked?"),
        choices=[SelectChoice(each.value, each.label) for each in RequestWay if each.is_noted],
        invalid_choice_message=NOT_OFFERED,
    )


class SettleForm(Form):
    """That it is done; an erasure asks once more, for nothing brings it back."""

    answer = Prose(_("What do you tell them?"), most=1000)
    sure = BooleanField(_("I made sure that they asked for it themselves. It cannot be undone."))


class RefuseForm(Form):
    answer = Prose(_("Why not?"), [needed(_("Write why: whoever asked reads it."))], most=1000)
