from functools import cache
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DecimalField, HiddenField, IntegerField, RadioField, SelectField
from wtforms.validators import NumberRange, Optional, ValidationError

from mori.core.db import new_key
from mori.core.images import Purpose
from mori.web.fields import NOT_OFFERED, Day, Form, Line, Prose, choices, needed

from .operations import Writing
from .rules import MAX_TEXT

PHRASES = {
    "law": _("Please add the legal basis."),
    "whom": _("Whom did you assist? Their role is enough."),
    "learnt": _("What did you learn from this?"),
    "names": _("Please don't write complainants' names; initials are enough."),
    "days": _("Please write each day in an entry of its own."),
}


@cache
def phrases_in(locale: str) -> tuple[tuple[str, str], ...]:
    """The ready phrases in a request's language, which ``locale`` names."""
    return tuple((key, str(phrase)) for key, phrase in PHRASES.items())


INCOMPLETE = _("Send one photo, its token, and the token of its entry.")


class PhotosForm(Form):
    """How photos are wanted; the files themselves are no field."""

    readable = BooleanField(_("There is writing in it that has to be readable"))

    @property
    def purpose(self) -> Purpose:
        return Purpose.of(self.readable.data)


class PhotoForm(PhotosForm):
    """One photo from a phone's queue: its own token, and that of the entry it belongs to."""

    entry_token = Line("", [needed(INCOMPLETE)], most=40)
    token = Line("", [needed(INCOMPLETE)], most=40)


class EntryForm(PhotosForm):
    """What was done in a day; only the text is needed."""

    token = HiddenField(default=new_key)
    revision = IntegerField(validators=[Optional()])
    day = Day(_("Day"), _("Choose the day."))
    text = Prose(_("What did you do?"), [needed(_("Write one sentence first."))], most=MAX_TEXT)
    learnt = Prose(_("What did you learn?"), most=MAX_TEXT)
    obstacles = Prose(_("What stood in the way?"), most=MAX_TEXT)
    hours = DecimalField(
        _("Hours"),
        [Optional(), NumberRange(0, 24, _("Write the hours as a number from 0 to 24."))],
    )
    activity = SelectField(_("Kind of work"), default="", invalid_choice_message=NOT_OFFERED)

    def offer(self, activities: list, locale: str) -> "EntryForm":
        """Let one of these activities be chosen."""
        label = "label" if locale == "id" else "label_en"
        offered = [(each.key, getattr(each, label)) for each in activities]
        self.activity.choices = choices([("", _("Choose, if you like")), *offered])
        self.ids = {each.key: each.id for each in activities}
        return self

    @property
    def writing(self) -> Writing:
        return Writing(
            text=self.text.data,
            learnt=self.learnt.data,
            obstacles=self.obstacles.data,
            minutes=None if self.hours.data is None else round(self.hours.data * 60),
            activity_id=self.ids.get(self.activity.data),
        )


class ReviewForm(Form):
    """Paraf, or what should be improved: a ready phrase, own words, or both."""

    verb = HiddenField()
    revision = IntegerField()
    phrase = RadioField(
        choices=choices(PHRASES.items()),
        validators=[Optional()],
        invalid_choice_message=NOT_OFFERED,
    )
    note = Prose(_("In your own words"), most=2000)

    def validate_verb(self, field: HiddenField) -> None:
        if field.data not in ("approve", "return"):
            raise ValidationError(_("Choose: initial it, or ask for a revision."))

    def validate_note(self, field: Prose) -> None:
        if self.verb.data == "return" and not self.words:
            raise ValidationError(_("Say what should be improved."))

    @property
    def words(self) -> str:
        phrase: Any = PHRASES.get(self.phrase.data or "")
        return " ".join(filter(None, (phrase and str(phrase), self.note.data)))


class CommentForm(Form):
    """A remark in the thread."""

    token = HiddenField(default=new_key)
    text = Prose(_("Comment"), [needed(_("Write a comment first."))], most=2000)
