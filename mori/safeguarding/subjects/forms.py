from collections.abc import Sequence

from flask_babel import gettext, lazy_gettext
from wtforms import SelectField

from mori.accounts.models import Person
from mori.web.fields import NOT_OFFERED, Form, Prose, Token, choices, needed


class SubjectForm(Form):
    """Whom it is about: one of the office, or somebody else in one's own words."""

    token = Token()
    person = SelectField(
        lazy_gettext("Whom is it about?"), invalid_choice_message=NOT_OFFERED, default=""
    )
    words = Prose(lazy_gettext("Somebody else: who is it?"), most=300)

    def offer(self, staff: Sequence[Person]) -> None:
        named = [(person.key, person.name) for person in staff]
        self.person.choices = choices([("", gettext("Somebody else")), *named])

    @property
    def said(self) -> tuple[str, ...]:
        """All that was said; other words in the same form are no retry."""
        return self.person.data, self.words.data

    def names_nobody(self) -> bool:
        return not (self.person.data or self.words.data)


class NamingForm(SubjectForm):
    """What an officer says of it, with the reason."""

    reason = Prose(
        lazy_gettext("How do you know?"),
        [needed(lazy_gettext("Write how you know, in a sentence."))],
        most=600,
    )

    @property
    def said(self) -> tuple[str, ...]:
        return *super().said, self.reason.data
