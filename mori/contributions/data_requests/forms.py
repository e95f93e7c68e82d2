from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.validators import ValidationError

from mori.web.fields import NOT_OFFERED, Day, Form, Prose, Token, choices, needed

from .rules import TEXT_MOST, DataVerdict

EVENT_LABELS = {
    "ask": _("Asked for"),
    "grant": _("Granted"),
    "grant_part": _("Granted in part"),
    "refuse": _("Refused"),
    "deliver": _("Handed over"),
    "delete": _("Deletion confirmed"),
}


class AskForDataForm(Form):
    """What is asked for, what for, and until when it is kept."""

    token = Token()
    what = Prose(_("Which data"), [needed(_("Write which data you need."))], most=TEXT_MOST)
    purpose = Prose(_("What for"), [needed(_("Write what you need it for."))], most=TEXT_MOST)
    delete_by = Day(_("Deleted by"), missing=_("Choose the day by which you delete it."))


class DecideOnDataForm(Form):
    """A head's decision, with its reason."""

    verdict = RadioField(
        _("Decision"),
        choices=choices((each.value, each.label) for each in DataVerdict),
        invalid_choice_message=NOT_OFFERED,
    )
    reason = Prose(_("Reason, or which part"), most=TEXT_MOST)

    def validate_reason(self, field: Prose) -> None:
        verdict = self.verdict.data
        if verdict in list(DataVerdict) and DataVerdict(verdict).wants_words and not field.data:
            raise ValidationError(_("Write why it is refused, or which part is granted."))
