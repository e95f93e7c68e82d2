import datetime as dt
from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import SelectField

from mori.accounts.models import Person
from mori.web.fields import NOT_OFFERED, Day, Form, Prose, choices, needed

from ..ideas.forms import not_past
from ..ideas.models import Idea
from ..ideas.rules import LONGEST


class HandForm(Form):
    """Who has an idea in hand, and until when."""

    owner = SelectField(
        _("Who takes it in hand"),
        [needed(_("Choose who takes it in hand."))],
        invalid_choice_message=NOT_OFFERED,
    )
    due_on = Day(_("To be done by"), _("Choose the day by which it is to be done."))

    def offer(self, people: Iterable[Person], today: dt.date) -> "HandForm":
        self.people = {each.key: each for each in people}
        self.owner.choices = choices(
            [("", _("Choose")), *((key, each.name) for key, each in self.people.items())]
        )
        self.today = today
        return self

    def validate_due_on(self, field: Day) -> None:
        not_past(field.data, self.today)

    @property
    def owner_id(self) -> int:
        return int(self.people[self.owner.data].id)


class AdoptForm(HandForm):
    """The same, with words to the author."""

    words = Prose(_("Your words to its author"), most=LONGEST)


class AnswerForm(Form):
    """Why an idea is declined or parked."""

    reason = Prose(
        _("Why: its author reads it"),
        [needed(_("Write to them why, then send it."))],
        most=LONGEST,
    )


class MergeForm(Form):
    """In which other idea it goes on."""

    into = SelectField(
        _("Goes on in"),
        [needed(_("Choose the idea in which it goes on."))],
        invalid_choice_message=NOT_OFFERED,
    )
    note = Prose(_("Your words to its author"), most=LONGEST)

    def offer(self, ideas: Iterable[Idea]) -> "MergeForm":
        self.ideas = {each.key: each for each in ideas}
        self.into.choices = choices(
            [("", _("Choose")), *((key, each.title) for key, each in self.ideas.items())]
        )
        return self
