import datetime as dt
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField
from wtforms.validators import ValidationError

from mori.web.fields import NOT_OFFERED, Form, Line, Prose, Token, choices, needed

from .models import Idea
from .operations import Words
from .rules import LONGEST, SENTENCE, About, FirstReader, Shown, sounds_like_danger


def pick(label: Any, kind: Any, message: Any, **options: Any) -> SelectField:
    """A choice of the members of an enum, none of them taken beforehand."""
    return SelectField(
        label,
        [needed(message)],
        choices=choices([("", _("Choose")), *((each.value, each.label) for each in kind)]),
        invalid_choice_message=NOT_OFFERED,
        **options,
    )


class IdeaForm(Form):
    """What is not good, what would be better, and who reads it."""

    token = Token()
    aware = HiddenField()  # the Red Button was pointed at, and these words are to be an idea
    about = pick(_("What is it about?"), About, _("Choose what it is about."))
    title = Line(_("In a few words"), [needed(_("Give it a name, in a few words."))])
    problem = Prose(
        _("What is not good as it is?"),
        [needed(_("Write what is not good as it is."))],
        most=LONGEST,
    )
    proposal = Prose(
        _("What would you do instead?"), [needed(_("Write what you would do."))], most=LONGEST
    )
    shown = pick(_("The name that stands with it"), Shown, _("Choose who sees your name."))
    first = pick(_("Who reads it first?"), FirstReader, _("Choose who reads it first."))

    def offer(self, *, is_decider: bool) -> "IdeaForm":
        """Whoever answers ideas themselves has theirs read by the head."""
        if is_decider:
            self.first.choices = choices([(FirstReader.HEAD.value, FirstReader.HEAD.label)])
        return self

    @classmethod
    def of(cls, idea: Idea) -> "IdeaForm":
        said = ("title", "problem", "proposal")
        picked = ("about", "shown", "first")
        data = {
            **{name: getattr(idea, name) for name in said},
            **{name: getattr(idea, name).value for name in picked},
        }
        return cls(formdata=None, data=data)

    @property
    def words(self) -> Words:
        return Words(
            About(self.about.data),
            self.title.data or "",
            self.problem.data or "",
            self.proposal.data or "",
            Shown(self.shown.data),
            FirstReader(self.first.data),
        )

    @property
    def sounds_like_danger(self) -> bool:
        """Until its author says that it is to be an idea all the same."""
        said = (self.title.data or "", self.problem.data or "", self.proposal.data or "")
        return not self.aware.data and sounds_like_danger(*said)


class SameForm(Form):
    """A sentence of somebody who met the same."""

    aware = HiddenField()
    text = Prose(
        _("I met the same: when and where?"),
        [needed(_("Write a sentence on what you met."))],
        most=SENTENCE,
    )

    @property
    def sounds_like_danger(self) -> bool:
        return not self.aware.data and sounds_like_danger(self.text.data or "")


class AgainForm(Form):
    """What speaks for a declined idea now."""

    reason = Prose(
        _("What is different now?"), [needed(_("Write what is different now, then send it."))]
    )


def not_past(day: dt.date | None, today: dt.date) -> None:
    if day and day < today:
        raise ValidationError(_("That day is over. Choose one to come."))
