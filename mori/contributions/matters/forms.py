import datetime as dt
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, HiddenField, RadioField, SelectField
from wtforms.validators import ValidationError

from mori.core.clock import moment
from mori.guidebook.exercises.forms import named
from mori.guidebook.exercises.queries import components_offered, forms_offered
from mori.web.fields import (
    NOT_OFFERED,
    Day,
    Form,
    Line,
    Prose,
    TimeOfDay,
    Token,
    choices,
    needed,
)

from .hint_rules import word_of_harm
from .rules import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    LONGEST_WORDS,
    CheckQuestion,
    Draft,
    Finding,
    Judgement,
    Level,
    MatterKind,
    Step,
)


def one_of(label: Any, members: Any, missing: Any, default: Any = None) -> RadioField:
    """A choice of an enum's members, which has to be made."""
    return RadioField(
        label,
        [needed(missing)],
        choices=choices([(each.value, each.label) for each in members]),
        default=default,
        invalid_choice_message=NOT_OFFERED,
    )


class Ticks(Field):
    """Boxes of which each has a name of its own, so that a phone's draft keeps each; ``data`` are
    the codes of those that are ticked.
    """

    data: Any

    def process(self, formdata: Any, *_more: Any, **_options: Any) -> None:
        self.sent = frozenset(formdata or ())
        self.data = ()
        self.rows: list[tuple[str, Any, str]] = []

    def offer(self, rows: Any) -> None:
        self.rows = [(f"{self.short_name}{row.id}", row, named(row)) for row in rows]
        self.data = tuple(row.code for name, row, _called in self.rows if name in self.sent)


class JudgedForm(Form):
    """What somebody finds in a matter, with the forms and components they see."""

    finding = one_of(_("Is there maladministration?"), Finding, _("Choose what you find."))
    f = Ticks(_("Forms of maladministration"))
    c = Ticks(_("Components of the standard"))
    reasons = Prose(
        _("Reasons"), [needed(_("Write in a sentence or two why."))], most=LONGEST_WORDS
    )

    def offer(self) -> None:
        self.f.offer(forms_offered())
        self.c.offer(components_offered())

    def validate_f(self, field: Any) -> None:
        if self.finding.data == Finding.FOUND and not field.data:
            raise ValidationError(_("Tick the form that you see."))


class ConclusionForm(JudgedForm):
    """What the office concludes."""

    @property
    def judgement(self) -> Judgement:
        return Judgement(Finding(self.finding.data), self.f.data, self.c.data, self.reasons.data)


class MatterForm(Form):
    """A matter on one page."""

    title = Line(_("Title"), [needed(_("Give it a title."))], most=LONGEST_TITLE)
    body = Prose(_("The case, anonymised"), [needed(_("Write the case."))], most=LONGEST_TEXT)
    kind = one_of(_("Kind"), MatterKind, _("Choose the kind."), MatterKind.STUDY)
    level = one_of(_("Where it comes from"), Level, _("Choose where it comes from."), Level.FICTION)
    day = Day(_("Revealed on"), _("Choose the day of the reveal."))
    time = TimeOfDay(_("At"), _("Write the time of the reveal."))
    due = Day(_("Conclusion promised by (consultation)"))
    token = Token()

    def expect(self, zone: str, at: dt.datetime) -> None:
        """In which zone its times are, and what is over by now."""
        self.zone, self.at = zone, at

    def validate_title(self, field: Any) -> None:
        self._require_harmless(field.data)

    def validate_body(self, field: Any) -> None:
        self._require_harmless(field.data)

    def _require_harmless(self, text: str) -> None:
        if word := word_of_harm(text):
            raise ValidationError(
                gettext(
                    "“%(word)s”: sexual violence and what concerns safeguarding is never a matter"
                    " here. If it happened, the Red Button is the way.",
                    word=word,
                )
            )

    def validate_time(self, field: Any) -> None:
        if self.day.data and field.data and self.reveals_at <= self.at:
            raise ValidationError(_("This moment is over. Choose a later one."))

    def validate_due(self, field: Any) -> None:
        if self.kind.data != MatterKind.CONSULTATION:
            return
        if not field.data:
            raise ValidationError(_("Promise a day by which the office concludes."))
        if self.day.data and field.data < self.day.data:
            raise ValidationError(_("The conclusion comes after the reveal. Choose a later day."))

    @property
    def reveals_at(self) -> dt.datetime:
        return moment(self.day.data, self.time.data, self.zone)

    @property
    def draft(self) -> Draft:
        kind = MatterKind(self.kind.data)
        return Draft(
            self.title.data,
            self.body.data,
            kind,
            Level(self.level.data),
            self.reveals_at,
            None if kind.is_study else self.due.data,
        )


YES, NO = "ya", "tidak"


class CheckForm(Form):
    """The four questions to whoever checks a text, and which text they read."""

    digest = HiddenField()

    @property
    def answers(self) -> list[CheckQuestion]:
        """Those that were answered with yes."""
        return [each for each in CheckQuestion if self[each.value].data == YES]


def _asks(question: CheckQuestion) -> RadioField:
    return RadioField(
        question.label,
        [needed(_("Answer this question."))],
        choices=choices([(NO, _("No")), (YES, _("Yes"))]),
        invalid_choice_message=NOT_OFFERED,
    )


for _question in CheckQuestion:
    setattr(CheckForm, _question.value, _asks(_question))


class StepForm(Form):
    """What is done to a matter."""

    step = SelectField(
        _("Step"),
        choices=choices([(each.value, each.label) for each in Step]),
        invalid_choice_message=NOT_OFFERED,
    )
