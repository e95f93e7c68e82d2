import datetime as dt
from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import SelectField

from mori.accounts.models import Person
from mori.web.fields import NOT_OFFERED, Day, Form, Line, Prose, Token, choices, needed

from ..ideas.rules import LONGEST


class StepForm(Form):
    """A piece of the work."""

    token = Token()
    title = Line(_("Next step"), [needed(_("Write what is to be done."))])
    assignee = SelectField(_("Who does it"), invalid_choice_message=NOT_OFFERED)
    step_due = Day(_("By when"))

    def offer(self, people: Iterable[Person]) -> "StepForm":
        self.people = {each.key: each for each in people}
        self.assignee.choices = choices(
            [("", _("Not settled yet")), *((key, each.name) for key, each in self.people.items())]
        )
        return self

    @property
    def assignee_id(self) -> int | None:
        found = self.people.get(self.assignee.data or "")
        return found.id if found else None


class FinishForm(Form):
    """What was before and what is now, and when to look again."""

    before = Prose(_("How it was before"), [needed(_("Write how it was before."))], most=LONGEST)
    after = Prose(_("How it is now"), [needed(_("Write how it is now."))], most=LONGEST)
    evidence = Prose(_("How one sees that it is done"), most=LONGEST)
    review_on = Day(
        _("When somebody looks whether it still runs"),
        _("Choose a day some weeks from now."),
    )

    @property
    def said(self) -> dict[str, str]:
        names = ("before", "after", "evidence")
        return {name: getattr(self, name).data or "" for name in names}

    def suggest(self, day: dt.date) -> "FinishForm":
        self.review_on.data = day
        return self


class LookForm(Form):
    """Weeks later: what somebody saw."""

    seen = Prose(_("What do you see now?"), [needed(_("Write what you saw, then send it."))])
