from functools import cache

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField
from wtforms.validators import NumberRange

from mori.web.fields import Form, Line, needed

from .queries import phrases_of

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
    own = phrases_of(office_id, version)
    if not own:
        return default_phrases(locale)
    return tuple((each.key, each.text) for each in own if each.is_offered)


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
