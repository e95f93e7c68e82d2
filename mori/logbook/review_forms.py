from functools import cache
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, IntegerField, RadioField, SelectField
from wtforms.validators import NumberRange, Optional, ValidationError

from mori.web.fields import NOT_OFFERED, Form, Line, Prose, choices, needed

from . import review_queries as queries

DEFAULT_PHRASES = {  # offered until an office has its own
    "law": _("Please add the legal basis."),
    "whom": _("Whom did you assist? Their role is enough."),
    "learnt": _("What did you learn from this?"),
    "names": _("Please don't write complainants' names; initials are enough."),
    "days": _("Please write each day in an entry of its own."),
}


@cache
def default_phrases(locale: str) -> tuple[tuple[str, str], ...]:
    """The phrases of an office without its own, in a request's language."""
    return tuple((key, str(phrase)) for key, phrase in DEFAULT_PHRASES.items())


def phrases_for(office_id: int, version: int, locale: str) -> tuple[tuple[str, str], ...]:
    """What a reviewer of an office is offered: value and text."""
    own = queries.phrases_of(office_id, version)
    if not own:
        return default_phrases(locale)
    return tuple((each.key, each.text) for each in own if each.is_offered)


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


class PhraseForm(Form):
    """One ready phrase."""

    text = Line(
        _("What reviewers ask for"), [needed(_("Write what should be improved."))], most=200
    )


class ChangePhraseForm(PhraseForm):
    """A ready phrase, its place in the list, and whether it is offered."""

    position = IntegerField(
        _("Place in the list"), [NumberRange(1, 99, _("Write the place as a number from 1 to 99."))]
    )
    is_offered = BooleanField(_("Reviewers are offered it"))


class HandOverForm(Form):
    """Who reviews an entry from now on."""

    to = SelectField(_("New reviewer"), invalid_choice_message=NOT_OFFERED)

    def offer(self, people: list[Any]) -> "HandOverForm":
        """Let one of these people be chosen."""
        self.to.choices = choices((each.key, each.name) for each in people)
        self.ids = {each.key: each.id for each in people}
        return self
