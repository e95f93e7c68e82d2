from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField
from wtforms.validators import ValidationError

from mori.accounts.models import Person
from mori.web.fields import NOT_OFFERED, Form, Prose, Token, choices

from .rules import MOVES

EVENT_LABELS = {
    **{verb: state.label for verb, (_from, state) in MOVES.items()},
    "ask": _("Asked"),
}


class AskForm(Form):
    """Asking needs no reason."""

    token = Token()
    words = Prose(_("A word to the coordinator, if you like"), most=1000)


class DecideForm(Form):
    """What the coordinator decides, and who supervises from now on."""

    decision = RadioField(
        _("Your decision"),
        choices=choices([("agree", _("Yes")), ("decline", _("Not possible"))]),
        invalid_choice_message=_("Choose one of the two."),
    )
    supervisor = SelectField(_("New supervisor"), invalid_choice_message=NOT_OFFERED)
    note = Prose(_("A word to the intern"), most=500)

    def offer(self, people: Sequence[Person]) -> None:
        named = [(each.key, each.name) for each in people]
        self.supervisor.choices = choices([("", _("Choose")), *named])
        self.ids = {each.key: each.id for each in people}

    def validate_supervisor(self, field: SelectField) -> None:
        if self.decision.data == "agree" and not field.data:
            raise ValidationError(_("Choose the new supervisor."))

    def validate_note(self, field: Prose) -> None:
        if self.decision.data == "decline" and not field.data:
            raise ValidationError(_("Write why it is not possible: the intern reads it."))
