from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectField, StringField
from wtforms.validators import ValidationError

from mori.web.fields import NOT_OFFERED, Day, Form, Prose, Token, choices, needed, one_line

from .operations import Proposal
from .rules import MOVES, ProceedingKind
from .words import reasons_for

EVENT_LABELS = {
    **{verb: state.label for verb, (_from, state) in MOVES.items()},
    "propose": _("Proposed, and the intern asked"),
    "answer": _("The intern has answered"),
    "lapse": _("Three working days have passed without an answer"),
}


class ProposalForm(Form):
    """What the office means to do, and what has happened."""

    token = Token()
    reason = SelectField(_("Reason"), invalid_choice_message=NOT_OFFERED)
    facts = Prose(
        _("What happened, and when"), [needed(_("Write what happened, with days."))], most=2000
    )
    day = Day(_("Day"), _("Choose the day."))

    def offer(self, kind: ProceedingKind, language: str) -> None:
        self.kind = kind
        self.day.label.text = _("Last day") if kind.is_end else _("Look at it again on")
        self.reason.choices = choices([("", _("Choose")), *reasons_for(kind, language)])

    def validate_reason(self, field: SelectField) -> None:
        if not field.data:
            raise ValidationError(_("Choose the reason."))

    @property
    def proposal(self) -> Proposal:
        return Proposal(self.kind, self.reason.data, self.facts.data, self.day.data)


class AnswerForm(Form):
    """What the intern says to it."""

    words = Prose(_("Your words"), [needed(_("Write what you want to say to it."))], most=2000)


class DropForm(Form):
    """Why the office does not go on."""

    note = Prose(_("Reason"), [needed(_("Write the reason in a sentence."))], most=500)


class LookForm(Form):
    """What has become of what somebody was warned about."""

    note = Prose(_("How it is now"), [needed(_("Write how it is now."))], most=500)


class SignForm(Form):
    """The second signer's word, for exactly what was shown."""

    seen = HiddenField(filters=[one_line])
    decision = RadioField(
        _("Your decision"),
        choices=choices([("sign", _("I sign")), ("refuse", _("I do not sign"))]),
        invalid_choice_message=_("Choose whether you sign."),
    )
    note = Prose(_("Why"), most=500)
    code = StringField(_("Six-digit code"), filters=[one_line])

    def validate_note(self, field: Prose) -> None:
        if self.decision.data == "refuse" and not field.data:
            raise ValidationError(_("Write why: the office and the intern read it."))
