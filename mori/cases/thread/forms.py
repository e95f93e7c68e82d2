from flask_babel import lazy_gettext as _
from wtforms import SelectField, ValidationError

from mori.web.fields import NOT_OFFERED, Form, Prose, Token, choices, needed

from .rules import ReadySentence

MOST = 4000


class PersonForm(Form):
    """What the person wants officers to know; nothing of it is asked for."""

    token = Token()
    text = Prose(_("What do you want to tell us?"), [needed(_("Write something."))], most=MOST)


class OfficerForm(Form):
    """A ready sentence, words of the officer's own, or both."""

    token = Token()
    sentence = SelectField(
        _("A sentence to choose"),
        choices=choices([("", "—"), *((each.value, each.label) for each in ReadySentence)]),
        default="",
        invalid_choice_message=NOT_OFFERED,
    )
    text = Prose(_("In your own words"), most=MOST)

    def validate_text(self, field: Prose) -> None:
        if not field.data and not self.sentence.data:
            raise ValidationError(_("Choose a sentence, or write one."))

    @property
    def chosen(self) -> ReadySentence | None:
        return next((each for each in ReadySentence if each.value == self.sentence.data), None)
