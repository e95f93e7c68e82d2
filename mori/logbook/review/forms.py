from flask_babel import lazy_gettext as _
from wtforms import HiddenField, IntegerField, RadioField
from wtforms.validators import Optional, ValidationError

from mori.web.fields import NOT_OFFERED, Form, Prose, choices


class ReviewForm(Form):
    """Paraf, or what should be improved: a ready phrase, own words, or both."""

    verb = HiddenField()
    revision = IntegerField()
    phrase = RadioField(validators=[Optional()], invalid_choice_message=NOT_OFFERED)
    note = Prose(_("In your own words"), most=2000)

    def offer(self, phrases: tuple[tuple[str, str], ...]) -> "ReviewForm":
        """Let one of these phrases be chosen."""
        self.phrase.choices = choices(phrases)
        self.texts = dict(phrases)
        return self

    def validate_verb(self, field: HiddenField) -> None:
        if field.data not in ("approve", "return"):
            raise ValidationError(_("Choose: initial it, or ask for a revision."))

    def validate_note(self, field: Prose) -> None:
        if self.verb.data == "return" and not self.words:
            raise ValidationError(_("Say what should be improved."))

    @property
    def words(self) -> str:
        phrase = self.texts.get(self.phrase.data or "")
        return " ".join(filter(None, (phrase, self.note.data)))
